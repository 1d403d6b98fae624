import { describe, expect, it } from 'vitest'
import { audioBursts, textBursts } from './bursts.ts'

const PCMU = { type: 'audio/pcmu' } as const
const WORDS = 'Good evening! I would like to book a table for four.'

describe('audioBursts', () => {
  it.each([0, 1, 799, 8_000, 43_217])(
    'sends all of %i bytes once, in order, with all words',
    (length) => {
      const audio = Uint8Array.from({ length }, (_, at) => at % 251)
      const bursts = audioBursts(WORDS, audio, PCMU)
      expect(Buffer.concat(bursts.map((burst) => burst.audio))).toEqual(Buffer.from(audio))
      expect(bursts.map(({ text }) => text).join('')).toBe(WORDS)
    },
  )

  it('takes a fifth of the time that the audio plays', () => {
    const bursts = audioBursts(WORDS, new Uint8Array(80_000), PCMU)
    expect(bursts.at(-1)!.atMs).toBeGreaterThan(1_700)
    expect(bursts.at(-1)!.atMs).toBeLessThan(2_000)
  })

  it('sends bursts of different lengths, and the words ahead of the sound', () => {
    const bursts = audioBursts(WORDS, new Uint8Array(32_000), PCMU)
    expect(new Set(bursts.map(({ audio }) => audio.length)).size).toBeGreaterThan(2)
    expect(bursts.at(-1)!.text).toBe('')
  })
})

describe('textBursts', () => {
  it.each([WORDS, 'こんばんは。金曜日の夜七時に、四名で予約をお願いしたいのですが。', ' a  b '])(
    'cuts %j into words that add up',
    (text) => {
      const bursts = textBursts(text)
      expect(bursts.map((burst) => burst.text).join('')).toBe(text)
      expect(bursts.length).toBeGreaterThan(1)
    },
  )
})
