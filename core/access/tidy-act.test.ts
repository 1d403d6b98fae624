import { expect, test } from 'vitest'
import type { Act } from '#contracts/audit.ts'
import { tidyAct } from './tidy-act.ts'

const act: Act = {
  actor: { kind: 'operator', id: 'o1', name: 'Ada' },
  action: 'endCall',
  subject: 'call-1',
  address: '192.0.2.1',
  result: 'done',
  detail: { status: 200 },
  requestId: 'r1',
}

test('an act that is in order stays as it is', () => {
  expect(tidyAct(act)).toEqual(act)
})

test('[AUDIT-8] a subject is an id, never a number or words', () => {
  const ids = ['0f8fad5b-d9cd-469f-a165-70867728950e', `CA${'0'.repeat(32)}`, 'person/session_1']
  for (const subject of ids) expect(tidyAct({ ...act, subject }).subject).toBe(subject)
  const others = ['+14155550100', '14155550100', '415-555-0100', 'hello there', 'a@b.example', '']
  for (const subject of others) expect(tidyAct({ ...act, subject }).subject).toBeNull()
})

test('what a database would refuse or change is replaced, and long text is cut', () => {
  const name = `A\0\u{d800}${'b'.repeat(300)}`
  const tidied = tidyAct({ ...act, actor: { ...act.actor, name }, detail: { problem: '\0' } })
  expect(tidied.actor.name).toBe(`A\u{fffd}\u{fffd}${'b'.repeat(197)}`)
  expect(tidied.detail).toEqual({ problem: '\u{fffd}' })
})
