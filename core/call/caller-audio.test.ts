import { beforeEach, describe, expect, test } from 'vitest'
import {
  frame20Ms,
  heldMs,
  kinds,
  liveCall,
  notes,
  steppedCall,
  those,
  type SteppedCall,
} from '#tests/fixtures/stepped-call.ts'
import { base64Bytes } from '../audio/base64-bytes.ts'

let call: SteppedCall
beforeEach(() => {
  call = liveCall()
  call.line(0, 1_000)
})

/** ms of silence in what the model was given, and the frames of real audio. */
function given(effects: ReturnType<SteppedCall['wait']>) {
  const payloads = those(effects, 'append').map((effect) => effect.payload)
  const silent = payloads.filter((payload) => /^\/+$/.test(payload))
  const silenceMs = silent.reduce((sum, payload) => sum + base64Bytes(payload) / 8, 0)
  return { silenceMs: Math.round(silenceMs), frames: payloads.length - silent.length }
}

describe('frames that never came', () => {
  test('[GAP-1] are silence to the model, so that a line that went quiet ends a turn', () => {
    const effects = call.media(3_000)
    expect(given(effects)).toEqual({ silenceMs: 2_000, frames: 1 })
    expect(kinds(effects).at(-1)).toBe('model.append')
    expect(notes(effects)).toEqual([{ type: 'audio.gap', gapMs: 2_000, missed: 0 }])
    expect(call.session.audio.paddedMs).toBe(2_000)
  })

  test('[GAP-1] also while there is no model to hear them', () => {
    call = steppedCall()
    call.accept()
    call.media(0)
    const held = those(call.media(520), 'hold').map(({ payload }) => base64Bytes(payload) / 8)
    expect(held).toEqual([expect.closeTo(500, 0), 20])
    expect(heldMs(call.open())).toBeCloseTo(540, 0)
    expect(call.session.audio.modelOffsetMs).toBeCloseTo(0, 0)
  })

  test('[GAP-2] and were counted by the carrier are filled however few; jitter of its clock is not', () => {
    expect(given(call.media(1_020, { missed: 1 }))).toEqual({ silenceMs: 20, frames: 1 })
    expect(call.session.audio.missedFrames).toBe(1)
    expect(given(call.media(1_139))).toEqual({ silenceMs: 0, frames: 1 })
    expect(given(call.media(1_140))).toEqual({ silenceMs: 0, frames: 1 })
    expect(given(call.media(1_260))).toEqual({ silenceMs: 100, frames: 1 })
  })

  test('[GAP-2] that were no audio at all leave no gap', () => {
    expect(given(call.media(1_000, { missed: 3 }))).toEqual({ silenceMs: 0, frames: 1 })
    expect(call.session.audio.missedFrames).toBe(3)
  })

  test('[GAP-3] are filled up to ten seconds', () => {
    expect(given(call.media(61_000)).silenceMs).toBe(10_000)
  })

  test('[GAP-3] or come late or twice cost nothing', () => {
    expect(given(call.media(500))).toEqual({ silenceMs: 0, frames: 1 })
    expect(call.session.audio.mediaMs).toBe(1_000)
  })
})

describe('the model’s clock', () => {
  /** Where the caller's line begins when the model says that it heard them `agoMs` of its audio ago. */
  function startOf(itemId: string, agoMs: number) {
    call.startTalking(itemId, call.session.audio.givenMs - agoMs)
    return call.session.transcript.lines[itemId]?.startMs
  }

  test('[GAP-4] is followed through gaps: lines have the times of the stream', () => {
    call.media(3_000)
    expect(startOf('item_1', 20)).toBe(3_000)
    call.media(63_000)
    expect(startOf('item_2', 20)).toBe(63_000)
  })

  test('[GAP-4] and through audio that was not given to it', () => {
    for (let at = 1_000; at < 2_000; at += 20) call.media(at, { modelFull: true })
    call.media(2_000)
    expect(startOf('item_1', 20)).toBe(2_000)
  })

  test('[GAP-4] and from one model session to the next', () => {
    call.lose()
    call.line(1_000, 1_500)
    call.wait(0)
    call.open()
    call.line(1_500, 2_000)
    call.startTalking('item_1', call.session.audio.givenMs - 100)
    expect(call.session.transcript.lines['0.1/item_1']?.startMs).toBe(1_900)
  })
})

describe('a stream that dries up while the caller speaks', () => {
  beforeEach(() => {
    call.startTalking('item_1', 500)
    call.line(1_000, 1_500)
  })

  test('[GAP-5] is continued with silence after 750 ms, so that their turn ends', () => {
    expect(given(call.wait(740)).silenceMs).toBe(0)
    expect(given(call.wait(10)).silenceMs).toBe(1_000)
    call.stopTalking('item_1', 1_500)
    expect(given(call.wait(10_000)).silenceMs).toBe(0)
  })

  test('[GAP-5] and comes back is not filled twice', () => {
    call.wait(750)
    expect(given(call.media(4_500)).silenceMs).toBe(2_000)
    expect(call.session.audio.modelOffsetMs).toBeCloseTo(0, 0)
  })

  test('[GAP-5] for good is given up after ten seconds', () => {
    expect(given(call.wait(60_000)).silenceMs).toBeLessThanOrEqual(11_000)
    expect(call.timers().has('silentLine')).toBe(false)
  })
})

describe('a model that does not keep up', () => {
  test('[GAP-6] costs the caller’s audio, which is counted and noted once when it keeps up again', () => {
    for (let at = 1_000; at < 2_000; at += 20) {
      expect(call.media(at, { modelFull: true, missed: 0 })).toEqual([])
    }
    const effects = call.media(2_000)
    expect(notes(effects)).toEqual([{ type: 'congestion', direction: 'toModel', droppedMs: 1_000 }])
    expect(given(effects)).toEqual({ silenceMs: 0, frames: 1 })
    expect(call.session.audio.droppedBytes).toBe(8_000)
    expect(notes(call.media(2_020))).toEqual([])
  })

  test('[GAP-6] frames that were missing from dropped audio are counted as well', () => {
    call.media(1_040, { modelFull: true, missed: 2 })
    expect(call.session.audio.missedFrames).toBe(2)
  })
})

test('[GAP-7] what is kept for a lost model is bounded: a second of quiet, fifteen of a turn', () => {
  call.line(1_000, 20_000)
  const kept = () => {
    call.lose()
    call.wait(0)
    return heldMs(call.open())
  }
  call.startTalking('item_1', 19_500)
  call.line(20_000, 60_000)
  expect(kept()).toBe(15_000)
})

test('a frame goes to the model as the base64 it came in', () => {
  expect(those(call.media(1_000), 'append')).toEqual([
    { to: 'model', do: 'append', payload: frame20Ms },
  ])
})
