import { expect, onTestFinished, test } from 'vitest'
import { MULAW_SILENCE, sampleFromMulaw } from '#core/audio/g711.ts'
import { createLogger } from '#server/logger.ts'
import { createCoverSpeech } from '#server/openai/cover-speech.ts'
import { scriptedHttp, type Script } from '#tests/fixtures/scripted-http.ts'

/** A second at 24 kHz, 16 bits: silence, then a line at half of what it can say. */
const second = new Int16Array(24_000).fill(0, 0, 12_000).fill(16_000, 12_000)
const spoken = { headers: { 'content-type': 'audio/pcm' }, body: new Uint8Array(second.buffer) }

async function speechFrom(script: Script) {
  const service = await scriptedHttp(script)
  onTestFinished(() => service.close())
  const account = { OPENAI_API_KEY: 'sk-ours', OPENAI_BASE_URL: `${service.url}/v1` }
  return { service, speak: createCoverSpeech(account, createLogger('relay', 'silent')) }
}

test('[COVER-6] a sentence is rendered once per voice, and as telephone sound', async () => {
  const { service, speak } = await speechFrom(() => spoken)
  const [first, again] = await Promise.all([
    speak('One moment.', 'marin'),
    speak('One moment.', 'marin'),
  ])
  await speak('One moment.', 'cedar')

  const bytes = Buffer.from(first ?? '', 'base64')
  expect(bytes).toHaveLength(8_000)
  expect(bytes[2_000]).toBe(MULAW_SILENCE)
  expect(Math.abs(sampleFromMulaw(bytes[6_000] ?? 0) - 16_000)).toBeLessThan(600)
  expect(again).toBe(first)
  const asked = service.received.map(({ path, body }) => [path, JSON.parse(body) as unknown])
  expect(asked).toMatchObject(
    ['marin', 'cedar'].map((voice) => [
      '/v1/audio/speech',
      { voice, input: 'One moment.', response_format: 'pcm' },
    ]),
  )
  expect(service.received[0]?.headers.authorization).toBe('Bearer sk-ours')
})

test('[COVER-6] a sentence that could not be had is asked for again by the next call', async () => {
  const { service, speak } = await speechFrom(() => ({ status: 400, body: '{}' }))
  expect(await speak('One moment.', 'marin')).toBeNull()
  service.script = () => spoken
  expect(await speak('One moment.', 'marin')).not.toBeNull()
  expect(service.received).toHaveLength(2)
})
