import { expect, test } from 'vitest'
import { exampleCall } from '#tests/fixtures/example-call.ts'
import { recordersOf } from './recorders.ts'

const at = '2026-01-02T03:04:05.000Z'

test('[LISTEN-12] a call that is answered and not over is recorded by whom its configuration names', () => {
  const up = exampleCall({ status: 'in-progress', answeredAt: at })
  expect(recordersOf(up, true)).toEqual(['relay', 'carrier'])
  const relayOnly = { ...up, config: { ...up.config, recordedBy: 'relay' as const } }
  expect(recordersOf(relayOnly, true)).toEqual(['relay'])
})

test('[LISTEN-12] nobody records before the answer, after the end, or where the house records nothing', () => {
  const ringing = exampleCall({ status: 'ringing', answeredAt: null })
  expect(recordersOf(ringing, true)).toEqual([])
  const over = exampleCall({ status: 'completed', answeredAt: at })
  expect(recordersOf(over, true)).toEqual([])
  const up = exampleCall({ status: 'in-progress', answeredAt: at })
  expect(recordersOf(up, false)).toEqual([])
})
