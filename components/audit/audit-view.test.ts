import { expect, test } from 'vitest'
import { auditFilterSchema } from '#contracts/audit.ts'
import { countFilters, exportHref, filterOf, readView, wholeView, writeView } from './audit-view.ts'

const view = {
  ...wholeView,
  actor: 'Ada & sons',
  action: 'placeCall',
  result: 'refused',
  from: '2026-11-01',
  to: '2026-11-21',
} as const

test('a view that is written into the address is read back the same', () => {
  expect(readView(new URLSearchParams(writeView(view)))).toEqual(view)
  expect(writeView(wholeView)).toBe('')
  expect(countFilters(view)).toBe(5)
})

test('what makes no sense in the address is left out', () => {
  const odd = new URLSearchParams('result=maybe&from=yesterday&to=2026-02-31&other=1&actor=%20')
  expect(readView(odd)).toEqual(wholeView)
})

test('the last day is included, and the server understands the filter', () => {
  const filter = filterOf(view)
  expect(auditFilterSchema.parse(filter)).toEqual(filter)
  expect(filter).not.toHaveProperty('subject')
  const local = (day: number) => new Date(2026, 10, day).toISOString()
  expect(filter).toMatchObject({ from: local(1), to: local(22), result: 'refused' })
})

test('a file has the entries of the same filter', () => {
  expect(exportHref({ actor: 'Ada & sons', result: 'failed' }, 'jsonl')).toBe(
    '/api/audit/export?format=jsonl&actor=Ada+%26+sons&result=failed',
  )
})
