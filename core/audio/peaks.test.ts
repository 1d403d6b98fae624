import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodeMulaw } from './g711.ts'
import { makePeaks, PEAK_BUCKETS_MAX, type SoundShape } from './peaks.ts'
import { interleave, pcm16Wav, parseWav } from './wav.ts'

const phone = { encoding: 'mulaw', channels: 2, rateHz: 8_000 } as const

/** Draws `data` in pieces of `lengths` bytes, and what is left after them. */
function draw(shape: Omit<SoundShape, 'dataBytes'>, data: Uint8Array, lengths: number[] = []) {
  const maker = makePeaks({ ...shape, dataBytes: data.length })
  let at = 0
  for (const length of lengths) {
    maker.add(data.subarray(at, at + length))
    at += length
  }
  maker.add(data.subarray(at))
  return maker.finish()
}

function pcm16Data(samples: Int16Array): Uint8Array {
  const parsed = parseWav(pcm16Wav(samples, 8_000, 1))
  if (!parsed.ok) throw new Error(parsed.problem)
  return parsed.wav.data
}

/** `ms` of a square wave at `level`. */
function square(ms: number, level: number): Int16Array {
  return Int16Array.from({ length: ms * 8 }, (_, at) => (at % 20 < 10 ? level : -level))
}

describe('the picture of a sound', () => {
  test('[PEAK-1] each side is drawn in its own lane, as loud as it was, when it was', () => {
    const caller = encodeMulaw(Int16Array.from([...square(1_000, 16_000), ...square(1_000, 0)]))
    const agent = encodeMulaw(Int16Array.from([...square(1_000, 0), ...square(1_000, 8_000)]))
    const peaks = draw(phone, interleave(caller, agent, 0xff))
    expect(peaks.bucketMs).toBe(10)
    expect(peaks.caller).toHaveLength(200)
    const halves = (lane: number[]) => [new Set(lane.slice(0, 100)), new Set(lane.slice(100))]
    expect(halves(peaks.caller)).toEqual([new Set([127]), new Set([0])])
    expect(halves(peaks.agent)).toEqual([new Set([0]), new Set([63])])
  })

  test('[PEAK-1] the loudest of a line is 255 in either encoding, silence 0, and a click is not averaged away', () => {
    const loud = Int16Array.from([32_767, -32_768])
    expect(draw({ ...phone, channels: 1 }, encodeMulaw(loud)).caller).toEqual([255])
    expect(draw({ ...phone, channels: 1, encoding: 'pcm16' }, pcm16Data(loud)).caller).toEqual([
      255,
    ])
    const click = new Int16Array(800)
    click[555] = -20_000
    const { caller } = draw({ ...phone, channels: 1, encoding: 'pcm16' }, pcm16Data(click))
    expect(caller).toEqual([0, 0, 0, 0, 0, 0, 159, 0, 0, 0])
  })

  test('[PEAK-2] two hours have no more than 4,000 buckets, which cover all of them', () => {
    const hours = new Uint8Array(2 * 3_600 * 8_000 * 2).fill(0xff)
    hours[hours.length - 1] = 0
    const peaks = draw(phone, hours)
    expect(peaks.agent).toHaveLength(PEAK_BUCKETS_MAX)
    expect(peaks.agent.at(-1)).toBe(255)
    expect(peaks.bucketMs * peaks.agent.length).toBe(7_200_000)
  })

  test('[PEAK-2] however the bytes are cut, the picture is the same', () => {
    const bytes = fc.uint8Array({ maxLength: 3_000 })
    const lengths = fc.array(fc.nat({ max: 700 }), { maxLength: 12 })
    const shape = fc.record({
      encoding: fc.constantFrom('mulaw' as const, 'pcm16' as const),
      channels: fc.constantFrom(1, 2, 3),
      rateHz: fc.constantFrom(8_000, 16_000, 44_100),
    })
    fc.assert(
      fc.property(shape, bytes, lengths, (one, data, pieces) => {
        expect(draw(one, data, pieces)).toEqual(draw(one, data))
      }),
    )
  })

  test('[PEAK-2] one channel is the caller beside a silent agent, and nothing is nothing', () => {
    const mono = draw({ ...phone, channels: 1 }, encodeMulaw(square(20, 9_000)))
    expect([mono.caller, mono.agent]).toEqual([
      [70, 70],
      [0, 0],
    ])
    expect(draw(phone, new Uint8Array(0))).toMatchObject({ caller: [], agent: [] })
  })
})
