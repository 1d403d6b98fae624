import { describe, expect, it } from 'vitest'
import { encodeMulaw } from '#core/audio/g711.ts'
import { levelOf, stepVad, VAD_START, vadSettings, type VadEvent, type VadSettings } from './vad.ts'

const SETTINGS: VadSettings = { threshold: 0.5, prefixPaddingMs: 300, silenceMs: 500 }
const LOUD = -20
const QUIET = -70

/** Runs the detector over stretches of [level in dB, length in ms]. */
function detect(stretches: [number, number][], settings = SETTINGS): VadEvent[] {
  let state = VAD_START
  let endMs = 0
  const events: VadEvent[] = []
  for (const [levelDb, lengthMs] of stretches) {
    for (const stretchEndMs = endMs + lengthMs; endMs < stretchEndMs;) {
      endMs += 20
      const step = stepVad(state, levelDb, endMs, settings)
      state = step.state
      if (step.event) events.push(step.event)
    }
  }
  return events
}

describe('the detector', () => {
  it('starts a turn where the sound began less the padding, and ends it after the silence', () => {
    expect(
      detect([
        [QUIET, 1_000],
        [LOUD, 800],
        [QUIET, 1_000],
      ]),
    ).toEqual([
      { type: 'started', audioStartMs: 700 },
      { type: 'stopped', audioEndMs: 2_300 },
    ])
  })

  it('never starts before the audio did', () => {
    expect(detect([[LOUD, 200]])).toEqual([{ type: 'started', audioStartMs: 0 }])
  })

  it('takes a click of 40 ms for no speech', () => {
    expect(
      detect([
        [QUIET, 500],
        [LOUD, 40],
        [QUIET, 500],
      ]),
    ).toEqual([])
  })

  it('goes on through pauses shorter than the silence it waits for', () => {
    const events = detect([
      [LOUD, 500],
      [QUIET, 480],
      [LOUD, 500],
      [QUIET, 500],
    ])
    expect(events.map(({ type }) => type)).toEqual(['started', 'stopped'])
  })

  it('hears two turns with a long pause between them', () => {
    const events = detect([
      [LOUD, 500],
      [QUIET, 600],
      [LOUD, 500],
      [QUIET, 600],
    ])
    expect(events).toHaveLength(4)
  })

  it.each([
    [0.5, -41, false],
    [0.5, -39, true],
    [0.9, -30, false],
    [0.1, -50, true],
  ])('at threshold %d takes %d dB for speech: %s', (threshold, levelDb, isSpeech) => {
    const events = detect([[levelDb, 200]], { ...SETTINGS, threshold })
    expect(events).toHaveLength(isSpeech ? 1 : 0)
  })
})

describe('levelOf', () => {
  it('is minus infinity for digital silence and about -23 dB for a half-scale sine over ten', () => {
    const pcmu = { type: 'audio/pcmu' } as const
    expect(levelOf(new Uint8Array(160).fill(0xff), pcmu)).toBe(-Infinity)
    const tone = Int16Array.from({ length: 160 }, (_, at) => 3_277 * Math.sin((at * Math.PI) / 8))
    expect(levelOf(encodeMulaw(tone), pcmu)).toBeCloseTo(-23, 0)
  })
})

describe('vadSettings', () => {
  it('waits the longer the less eager semantic detection is, and is off for none', () => {
    const waits = (['high', 'medium', 'low'] as const).map((eagerness) => {
      const detection = {
        type: 'semantic_vad',
        eagerness,
        create_response: true,
        interrupt_response: true,
      }
      return vadSettings(detection as Parameters<typeof vadSettings>[0])!.silenceMs
    })
    expect(waits).toEqual(waits.toSorted((a, b) => a - b))
    expect(new Set(waits).size).toBe(3)
    expect(vadSettings(null)).toBeNull()
  })
})
