import { beforeEach, expect, test } from 'vitest'
import { kinds, liveCall, notes, those, type SteppedCall } from '#tests/fixtures/stepped-call.ts'

let call: SteppedCall
beforeEach(() => void (call = liveCall()))
const callerTurn = () => {
  call.line(0, 1_000)
  call.startTalking('item_1', 100)
  call.stopTalking('item_1', 900)
}
const asked = (effects: ReturnType<SteppedCall['wait']>) =>
  those(effects, 'createResponse').map(({ request }) => request.eventId)

test('[DOG-1] a model that owes an answer for six seconds is asked once, then counts as lost', () => {
  callerTurn()
  expect(asked(call.wait(5_000))).toEqual([])
  expect(asked(call.wait(2_000))).toEqual(['nudge'])
  expect(call.session.phase.name).toBe('live')
  const effects = call.wait(7_000)
  expect(asked(effects)).toEqual([])
  expect(notes(effects)[0]).toMatchObject({ type: 'recovery.began', code: 'silent' })
})

test('[DOG-1] one that answers in time is not asked', () => {
  callerTurn()
  call.wait(5_500)
  call.beginResponse('resp_1')
  expect(asked(call.wait(15_000))).toEqual([])
})

test('[DOG-2] a model that does not react to a request for six seconds is lost', () => {
  call.command({ do: 'createResponse', response: {} })
  call.wait(7_000)
  expect(those(call.all, 'open')).toHaveLength(2)
})

test('[DOG-3] within a response a model may think for twenty seconds', () => {
  call.beginResponse('resp_1')
  call.wait(19_900)
  expect(call.session.phase.name).toBe('live')
  call.wait(1_100)
  expect(those(call.all, 'open')).toHaveLength(2)
})

test('[DOG-4] a quiet line is not a silent model', () => {
  call.wait(600_000)
  call.answer('resp_1', 'item_1', 400)
  call.wait(600_000)
  expect(those(call.all, 'open')).toHaveLength(1)
  expect(asked(call.all)).toEqual([])
})

test('[DOG-4] nor is a caller who speaks on after they were cut short, however long', () => {
  callerTurn()
  call.beginResponse('resp_1')
  call.startTalking('item_2', 1_000)
  call.endResponse('resp_1', { status: 'cancelled' })
  expect(asked(call.wait(60_000))).toEqual([])
  expect(call.session.phase.name).toBe('live')
})

test('[DOG-5] a model that is watched is watched until the end, and no longer', () => {
  call.wait(5_000)
  expect(call.timers().has('watchdog')).toBe(true)
  call.lose()
  call.wait(0)
  call.open()
  expect(call.timers().has('watchdog')).toBe(true)
  call.take({ from: 'phone', type: 'stopped' })
  expect([...call.timers().keys()]).toEqual([])
  expect(kinds(call.take({ from: 'clock', type: 'watchdog' }))).toEqual([])
})
