import { describe, expect, test } from 'vitest'
import { mulawWav, pcm16Wav } from '#core/audio/wav.ts'
import { readWavHead } from './read-wav-head.ts'

describe('the beginning of a WAV file', () => {
  test('tells channels and duration of mu-law', () => {
    const file = mulawWav(new Uint8Array(2 * 8_000 * 3), 2)
    expect(readWavHead(file, file.length)).toMatchObject({
      ok: true,
      channels: 2,
      durationMs: 3_000,
    })
  })

  test('tells them of a long file too, without the rest of it', () => {
    const file = pcm16Wav(new Int16Array(2 * 8_000 * 90), 8_000, 2)
    const head = file.slice(0, 4_096)
    expect(readWavHead(head, file.length)).toMatchObject({
      ok: true,
      channels: 2,
      durationMs: 90_000,
    })
  })

  test('where the header does not know the length, the file does', () => {
    for (const unknown of [0, 0xffff_ffff]) {
      const file = pcm16Wav(new Int16Array(8_000), 8_000, 1)
      new DataView(file.buffer).setUint32(40, unknown, true)
      expect(readWavHead(file, file.length)).toMatchObject({
        ok: true,
        channels: 1,
        durationMs: 1_000,
      })
    }
  })

  test('what is not a WAV file is refused with the reason', () => {
    expect(readWavHead(Buffer.from('<Error>gone</Error>'), 19)).toMatchObject({
      ok: false,
      problem: expect.stringContaining('RIFF') as string,
    })
  })
})
