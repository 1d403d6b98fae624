import { expect, test } from 'vitest'
import { endpoints } from '#contracts/rest/endpoints.ts'
import { actLabel, actWords } from './act-words.ts'

const audited = endpoints.filter((endpoint) => endpoint.audited)

test.each(audited)('$operationId has a phrase of its own', ({ operationId, summary }) => {
  expect(actWords(operationId, 'done', summary)).not.toMatch(/^used/)
})

test('no two acts are told by the same words', () => {
  const phrases = audited.map(({ operationId }) => actWords(operationId, 'done'))
  expect(new Set(phrases).size).toBe(phrases.length)
})

test('what was refused or failed was tried, not done', () => {
  expect(actWords('placeCall', 'done')).toBe('placed a call')
  expect(actWords('placeCall', 'refused')).toBe('tried to place a call')
  expect(actWords('placeCall', 'failed')).toBe('tried to place a call')
})

test('an act without a phrase is told by its endpoint’s summary, or by its name', () => {
  expect(actWords('mergeTenants', 'done', 'Merge two tenants')).toBe('used “Merge two tenants”')
  expect(actWords('mergeTenants', 'done')).toBe('used mergeTenants')
  expect(actLabel('mergeTenants', 'Merge two tenants')).toBe('Merge two tenants')
})
