import { expect, test } from 'vitest'
import type { Retention } from '#contracts/keeping.ts'
import { defaultKeeping } from './default-keeping.ts'
import { expiryOf, shortestDays } from './expiry.ts'

const endedAt = new Date('2026-06-01T12:00:00.000Z')
const facts = { agentId: null, endedAt, legalHold: false }
const days = (
  recordingsDays: number | null,
  transcriptsDays: number | null,
  callsDays: number | null,
): Retention => ({
  recordingsDays,
  transcriptsDays,
  callsDays,
})
const rules = (retention: Retention, agents: Record<string, Retention> = {}) => ({
  ...defaultKeeping,
  retention,
  agents,
})
const shown = ({ recordings, transcript, call }: ReturnType<typeof expiryOf>) =>
  [recordings, transcript, call].map((date) => date?.toISOString().slice(0, 10) ?? null)

test('[RET-1] each medium expires its own days after the call ended, and none outlasts the call', () => {
  expect(shown(expiryOf(rules(days(30, 90, 365)), facts))).toEqual([
    '2026-07-01',
    '2026-08-30',
    '2027-06-01',
  ])
  expect(shown(expiryOf(rules(days(null, 90, 10)), facts))).toEqual([
    '2026-06-11',
    '2026-06-11',
    '2026-06-11',
  ])
  expect(shown(expiryOf(rules(days(null, null, null)), facts))).toEqual([null, null, null])
})

test('[RET-2] an agent’s own settings stand in place of the house’s, for ever included', () => {
  const both = rules(days(1, 1, 1), { kept: days(null, null, null), own: days(2, null, null) })
  expect(shown(expiryOf(both, { ...facts, agentId: 'kept' }))).toEqual([null, null, null])
  expect(shown(expiryOf(both, { ...facts, agentId: 'own' }))).toEqual(['2026-06-03', null, null])
  expect(shown(expiryOf(both, { ...facts, agentId: 'other' }))[0]).toBe('2026-06-02')
  expect(shown(expiryOf(both, { ...facts, agentId: 'constructor' }))[0]).toBe('2026-06-02')
})

test('a held call and one that is live never expire', () => {
  const soon = rules(days(1, 1, 1))
  expect(shown(expiryOf(soon, { ...facts, legalHold: true }))).toEqual([null, null, null])
  expect(shown(expiryOf(soon, { ...facts, endedAt: null }))).toEqual([null, null, null])
})

test('the shortest of all settings is where the daily look begins', () => {
  expect(shortestDays(defaultKeeping)).toBeNull()
  expect(shortestDays(rules(days(30, null, 365), { own: days(null, 7, null) }))).toBe(7)
})
