import { expect, test } from 'vitest'
import type { CallFilter } from '#contracts/call-list.ts'
import { exampleCall } from '#tests/fixtures/example-call.ts'
import { belongsTo, stillFits } from './fits-filter.ts'

const call = exampleCall({ to: '+442079460958', tags: ['vip'], durationMs: 24_400 })

test.each<[CallFilter, boolean]>([
  [{}, true],
  [{ direction: 'inbound' }, false],
  [{ from: '2026-01-02T03:04:00Z', to: '2026-01-02T03:05:00+00:00' }, true],
  [{ to: '2026-01-02T03:04:00Z' }, false],
  [{ number: '+4420' }, true],
  [{ number: '+0958' }, false],
  [{ number: '0958' }, true],
  [{ number: '020 7946 0958' }, true],
  [{ number: '999' }, false],
  [{ agentId: 'agent_2' }, false],
  [{ text: 'refund' }, false],
])(
  '[FIND-28] a call that comes up while one looks is taken into the list where it fits: %j',
  (filter, fits) => {
    expect(belongsTo(call, filter)).toBe(fits)
  },
)

test.each<[CallFilter, boolean]>([
  [{ text: 'refund' }, true],
  [{ status: 'in-progress' }, false],
  [{ endReason: 'caller-hung-up' }, true],
  [{ minSeconds: 24, maxSeconds: 24 }, true],
  [{ minSeconds: 25 }, false],
  [{ maxSeconds: 23 }, false],
  [{ hasRecording: false }, true],
  [{ legalHold: true }, false],
  [{ tag: 'vip' }, true],
  [{ tag: 'spam' }, false],
])('[FIND-28] a call that has changed stays in the list while it fits: %j', (filter, fits) => {
  expect(stillFits(call, filter)).toBe(fits)
})

test('[FIND-28] a call without a length fits no length', () => {
  const ringing = exampleCall({ durationMs: null })
  expect([stillFits(ringing, { minSeconds: 0 }), stillFits(ringing, { maxSeconds: 60 })]).toEqual([
    false,
    false,
  ])
})
