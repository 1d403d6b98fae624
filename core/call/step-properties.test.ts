import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ModelEvent } from '#contracts/model-events.ts'
import { defaultAgentConfig } from '../agent/default-config.ts'
import type { Effect } from './effects.ts'
import { isPlaying } from './playback.ts'
import type { SessionEvent } from './session-event.ts'
import { newCallSession } from './session.ts'
import { orderedLines } from './transcript.ts'
import { step } from './step.ts'

const ids = (prefix: string) => fc.nat(4).map((n) => `${prefix}_${n}`)
const item = ids('item')
const reply = ids('resp')
const audio = fc
  .integer({ min: 1, max: 2_000 })
  .map((bytes) => Buffer.alloc(bytes).toString('base64'))

const modelEvent: fc.Arbitrary<ModelEvent> = fc.oneof(
  fc.constant<ModelEvent>({ type: 'session.created', session: { id: 'sess' } }),
  fc.constant<ModelEvent>({ type: 'session.updated', session: {} }),
  fc.record({
    type: fc.constant('response.output_audio.delta' as const),
    response_id: reply,
    item_id: item,
    delta: audio,
  }),
  fc.record({
    type: fc.constant('response.output_audio.done' as const),
    response_id: reply,
    item_id: item,
  }),
  fc.record({
    type: fc.constant('response.output_audio_transcript.delta' as const),
    response_id: reply,
    item_id: item,
    delta: fc.string({ maxLength: 5 }),
  }),
  fc.record({
    type: fc.constant('response.output_audio_transcript.done' as const),
    response_id: reply,
    item_id: item,
    transcript: fc.string({ maxLength: 12 }),
  }),
  fc.record({
    type: fc.constant('input_audio_buffer.speech_started' as const),
    item_id: item,
    audio_start_ms: fc.nat(9_000),
  }),
  fc.record({
    type: fc.constant('conversation.item.input_audio_transcription.completed' as const),
    item_id: item,
    transcript: fc.string({ maxLength: 12 }),
    usage: fc.constant(null),
  }),
  fc.record({
    type: fc.constant('conversation.item.added' as const),
    item: item.map((id) => ({ id, type: 'message', content: [] })),
    previous_item_id: fc.option(item),
  }),
  fc.record({
    type: fc.constant('response.created' as const),
    response: reply.map((id) => ({ id, status: 'in_progress', output: [] })),
  }),
  fc.record({
    type: fc.constant('response.done' as const),
    response: reply.map((id) => ({ id, status: 'completed', output: [] })),
  }),
)

const sessionEvent: fc.Arbitrary<SessionEvent> = fc.oneof(
  {
    weight: 12,
    arbitrary: modelEvent.map((event) => ({
      from: 'model' as const,
      number: 0,
      type: 'said' as const,
      event,
      phoneFull: false,
    })),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      from: fc.constant('phone' as const),
      type: fc.constant('media' as const),
      timestampMs: fc.nat(9_000),
      payload: audio,
      missed: fc.constant(0),
      modelFull: fc.constant(false),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.constant<SessionEvent>({
      from: 'operator',
      type: 'commanded',
      command: { do: 'createResponse', response: {} },
    }),
  },
  { weight: 1, arbitrary: fc.constant<SessionEvent>({ from: 'phone', type: 'stopped' }) },
)

/** A scripted event, or the echo of a mark that has been sent. */
const script = fc.array(fc.tuple(fc.oneof(sessionEvent, fc.nat(30)), fc.nat(400)), {
  minLength: 10,
  maxLength: 120,
})

function run(events: readonly (readonly [SessionEvent | number, number])[]) {
  let session = newCallSession({
    config: defaultAgentConfig,
    direction: 'inbound',
    keepsTranscript: true,
  })
  let nowMs = 0
  const marks: string[] = []
  const seen: {
    event: SessionEvent
    effects: readonly Effect[]
    before: typeof session
    after: typeof session
  }[] = []
  for (const [what, waitMs] of events) {
    nowMs += waitMs
    const event: SessionEvent =
      typeof what === 'number' ? { from: 'phone', type: 'mark', name: marks[what] ?? '' } : what
    const next = step(session, event, nowMs)
    seen.push({ event, effects: next.effects, before: session, after: next.session })
    for (const effect of next.effects)
      if (effect.do === 'play' && effect.mark !== null) marks.push(effect.mark)
    session = next.session
  }
  return { session, seen }
}

function isResponseDone(event: SessionEvent): boolean {
  return event.from === 'model' && event.type === 'said' && event.event.type === 'response.done'
}

const check = (property: (result: ReturnType<typeof run>) => void) =>
  fc.assert(
    fc.property(script, (events) => property(run(events))),
    { numRuns: 150 },
  )

test('[INV-1] nothing is ever heard beyond what was sent, and no truncation says so', () => {
  check(({ seen }) => {
    for (const { effects, before, after } of seen) {
      for (const entry of after.playback.items)
        expect(entry.heardMs).toBeLessThanOrEqual(entry.sentMs)
      for (const effect of effects) {
        if (effect.do !== 'truncate') continue
        const entry = before.playback.items.find((known) => known.itemId === effect.itemId)
        expect(effect.audioEndMs).toBeLessThanOrEqual(entry?.sentMs ?? -1)
      }
    }
  })
})

test('[INV-2] a response is asked for only when none is under way and none is asked for', () => {
  check(({ seen }) => {
    for (const { event, effects, before } of seen) {
      const asked = effects.filter((effect) => effect.do === 'createResponse')
      expect(asked.length).toBeLessThanOrEqual(1)
      if (asked.length === 0 || isResponseDone(event)) continue
      expect(before.responses.activeId).toBeNull()
      expect(before.responses.sent).toBeNull()
    }
  })
})

test('[INV-3] the line is cleared only while something is queued on it', () => {
  check(({ seen }) => {
    for (const { effects, before } of seen) {
      if (effects.some((effect) => effect.do === 'clear'))
        expect(isPlaying(before.playback)).toBe(true)
    }
  })
})

test('[INV-4] after the end nothing is done any more, but an answer to a late operator', () => {
  check(({ seen }) => {
    for (const { effects, before } of seen) {
      if (before.phase.name !== 'ended') continue
      expect(effects.every((effect) => effect.to === 'operator')).toBe(true)
    }
  })
})

test('[INV-5] no audio goes to the model before it has taken the configuration', () => {
  check(({ seen }) => {
    for (const { effects, after } of seen) {
      if (effects.some((effect) => effect.do === 'append'))
        expect(after.phase.name).not.toBe('connecting')
    }
  })
})

test('[INV-6] every line has a place of its own, and places follow the conversation', () => {
  check(({ session }) => {
    const lines = orderedLines(session.transcript)
    expect(new Set(lines.map((line) => line.position)).size).toBe(lines.length)
    for (const line of lines) expect(session.transcript.order[line.position]).toBe(line.itemId)
  })
})
