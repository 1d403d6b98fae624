import { expect, test } from 'vitest'
import { endpoints } from '#contracts/rest/endpoints.ts'
import { auditActionsOf } from './audit-actions.ts'
import { subjectOf } from './subject.ts'

const nameless = new Map<string, string>()
const callSid = `CA${'0123456789abcdef'.repeat(2)}`

test('a call leads to its page, by our id or the carrier’s', () => {
  expect(subjectOf(callSid, null, nameless)).toEqual({
    id: callSid,
    words: 'CA0123…cdef',
    href: `/calls/${callSid}`,
  })
  expect(subjectOf('call-1', 'call', nameless).href).toBe('/calls/call-1')
})

test('the carrier’s id says more than the address that it came in by', () => {
  const recordingSid = `RE${'0123456789abcdef'.repeat(2)}`
  expect(subjectOf(recordingSid, 'call', nameless).href).toBe('/recordings')
})

test('what has a name is shown by it', () => {
  const names = new Map([['key-1', 'Booking system']])
  expect(subjectOf('key-1', 'key', names)).toMatchObject({
    words: 'Booking system',
    href: '/settings/keys',
  })
})

test('of a person’s session the person is shown', () => {
  expect(subjectOf('ada/s-1', 'person', new Map([['ada', 'Ada']])).words).toBe('Ada')
})

test('what nothing is known of is shown as it is, without a link', () => {
  expect(subjectOf('x', null, nameless)).toEqual({ id: 'x', words: 'x', href: null })
})

test('the table of endpoints says what an act is done to', () => {
  const subjects = new Map(auditActionsOf(endpoints).map(({ id, subject }) => [id, subject]))
  expect(subjects.get('endCall')).toBe('call')
  expect(subjects.get('statusWebhook')).toBe('call')
  expect(subjects.get('revokeApiKey')).toBe('key')
  expect(subjects.get('updateSpendingLimits')).toBeNull()
  expect(subjects.has('listCalls')).toBe(false)
})
