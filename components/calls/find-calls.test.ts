import { expect, test } from 'vitest'
import { exampleCall } from '#tests/fixtures/example-call.ts'
import { findCalls } from './find-calls.ts'

const calls = [
  exampleCall({ id: 'us', to: '+14155550123', agentName: 'Front desk' }),
  exampleCall({ id: 'jp', to: '+81312345678', agentName: 'Bookings' }),
]
const found = (text: string) => findCalls(calls, text).map(({ id }) => id)

test.each(['415 555', '(415) 555-0123', '+1415555'])(
  'a number is found however it is written: %s',
  (text) => expect(found(text)).toEqual(['us']),
)

test('an agent is found by a part of its name, upper or lower case', () => {
  expect(found('bOOk')).toEqual(['jp'])
})

test('no text finds every call, and a strange one none', () => {
  expect(found('  ')).toEqual(['us', 'jp'])
  expect(found('nobody')).toEqual([])
})
