import { expect, test } from 'vitest'
import type { TranscriptLine } from '#contracts/transcript.ts'
import { liveCall, steppedCall, those, type SteppedCall } from '#tests/fixtures/stepped-call.ts'

/** What the next session is told, as `role: text`. */
function told(call: SteppedCall): string[] {
  call.lose()
  call.wait(0)
  return toldBy(call.open())
}

function toldBy(effects: ReturnType<SteppedCall['open']>): string[] {
  return those(effects, 'createItem').map(({ item }) =>
    item.type === 'message' ? `${item.role}: ${item.text}` : item.type,
  )
}

function line(position: number, over: Partial<TranscriptLine> = {}): TranscriptLine {
  const role = position % 2 === 0 ? 'caller' : 'agent'
  return {
    itemId: `item_${position}`,
    position,
    role,
    text: `${role} ${position}`,
    state: 'final',
    startMs: position * 1_000,
    endMs: position * 1_000 + 900,
    interrupted: false,
    heardMs: role === 'agent' ? 900 : null,
    heardChars: null,
    withheld: false,
    ...over,
  }
}

/** A second stream of a call of which `lines` are known. */
function resumed(lines: readonly TranscriptLine[], keepsTranscript = true): SteppedCall {
  const call = steppedCall({}, { streamNumber: 1, offsetMs: 60_000, lines, keepsTranscript })
  call.accept()
  return call
}

test('[SEED-1] a new session reads the conversation in its order, then why it was not there', () => {
  const call = liveCall()
  call.startTalking('item_1', 0)
  call.stopTalking('item_1', 500)
  call.answer('resp_1', 'item_2', 20, 'At eight.')
  call.writeDown('item_1', 'When do you open?')
  const [question, answer, note, ...rest] = told(call)
  expect([question, answer]).toEqual(['caller: When do you open?', 'agent: At eight.'])
  expect(note).toMatch(/^system: .*Go on from there. Do not greet again/)
  expect(rest).toEqual([])
})

test('[SEED-2] of the agent’s lines it reads only what the caller heard', () => {
  const call = liveCall()
  call.beginResponse('resp_1')
  call.speak('item_1', 1_000)
  call.speakText('item_1', 'We have a table for two at eight.')
  call.wait(500)
  call.startTalking('item_2', 0)
  call.writeDown('item_2', 'At seven?')
  expect(told(call).slice(0, 2)).toEqual(['agent: We have a table …', 'caller: At seven?'])
})

test('[SEED-2] what nobody heard and what nobody could write down is left out', () => {
  const lines = [
    line(0, { state: 'failed', text: '' }),
    line(1, { interrupted: true, heardMs: 0, heardChars: 0 }),
    line(2),
  ]
  expect(toldBy(resumed(lines).open())).toHaveLength(2)
})

test('[SEED-3] it reads the newest sixty lines at most, and no more than 16,000 characters', () => {
  const many = toldBy(resumed(Array.from({ length: 200 }, (_, i) => line(i))).open())
  expect(many).toHaveLength(61)
  expect(many[0]).toBe('caller 140'.replace(' ', ': caller '))
  const long = Array.from({ length: 10 }, (_, i) => line(i, { text: 'x'.repeat(4_000) }))
  expect(toldBy(resumed(long).open())).toHaveLength(5)
})

test('[SEED-4] a call that another stream began goes on: not greeted again, and answered where it was asked', () => {
  const greeting = { mode: 'agentFirst', text: 'Hello, this is Nadia.' } as const
  const lines = [line(1), line(2)]
  const call = steppedCall({ greeting }, { streamNumber: 1, offsetMs: 60_000, lines })
  call.accept()
  const effects = call.open()
  expect(toldBy(effects).slice(0, 2)).toEqual(['agent: agent 1', 'caller: caller 2'])
  expect(those(effects, 'createResponse')).toMatchObject([{ request: { eventId: 'go-on' } }])
})

test('[SEED-4] whose agent had not come to its greeting hears it now', () => {
  const greeting = { mode: 'agentFirst', text: 'Hello, this is Nadia.' } as const
  const call = steppedCall({ greeting }, { streamNumber: 1, offsetMs: 900 })
  call.accept()
  expect(those(call.open(), 'createResponse')).toMatchObject([{ request: { eventId: 'greeting' } }])
})

test('[SEED-5] where no transcript is kept, a carried-on call is not greeted again either', () => {
  const greeting = { mode: 'agentFirst', text: 'Hello, this is Nadia.' } as const
  const stream = { streamNumber: 1, offsetMs: 60_000, keepsTranscript: false }
  const call = steppedCall({ greeting }, stream)
  call.accept()
  const effects = call.open()
  expect(those(effects, 'createResponse')).toEqual([])
  expect(toldBy(effects)).toEqual([expect.stringContaining('not known any more')])
})

test('[SEED-6] places, turns and times of a carried-on call follow those of the streams before', () => {
  const call = resumed([line(0), line(1)])
  call.open()
  call.media(0)
  call.media(20)
  call.startTalking('item_1', 10)
  const own = call.session.transcript.lines['1.0/item_1']
  expect(own).toMatchObject({ position: 100_000, startMs: 60_010 })
  call.beginResponse('resp_1')
  call.endResponse('resp_1')
  expect(those(call.all, 'saveTurn')[0]?.turn.number).toBe(100_001)
})
