import { expect, test } from 'vitest'
import { decodeMulaw, encodeMulaw } from '#core/audio/g711.ts'
import { mulawWav, pcm16Wav } from '#core/audio/wav.ts'
import { telephoneAudio } from './telephone-audio.ts'

function audioOf(file: Uint8Array): Uint8Array {
  const played = telephoneAudio(file)
  if (!played.ok) throw new Error(played.problem)
  return played.audio
}

test('a mono mu-law file passes byte for byte', () => {
  const audio = Uint8Array.from({ length: 320 }, (_, at) => at % 256)
  expect(audioOf(mulawWav(audio, 1))).toEqual(audio)
})

test('a stereo file becomes the mean of its channels', () => {
  const stereo = new Int16Array([1_000, 3_000, -2_000, -4_000])
  expect(audioOf(pcm16Wav(stereo, 8_000, 2))).toEqual(encodeMulaw(new Int16Array([2_000, -3_000])))
})

test.each([16_000, 24_000, 44_100, 48_000])('%i Hz becomes 8 kHz of the same tone', (rateHz) => {
  const tone = (rate: number) =>
    Int16Array.from(
      { length: rate / 2 },
      (_, at) => 8_000 * Math.sin((2 * Math.PI * 440 * at) / rate),
    )
  const audio = decodeMulaw(audioOf(pcm16Wav(tone(rateHz), rateHz, 1)))
  expect(audio.length).toBe(4_000)
  const crossings = audio.filter((sample, at) => sample >= 0 && (audio[at - 1] ?? 0) < 0).length
  expect(crossings).toBeGreaterThanOrEqual(218)
  expect(crossings).toBeLessThanOrEqual(221)
})

test('what is not a WAV file is a problem in words', () => {
  expect(telephoneAudio(Buffer.from('<html>'))).toMatchObject({
    ok: false,
    problem: expect.stringContaining('WAV'),
  })
})
