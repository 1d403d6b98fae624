/**
 * What strangers' bytes meet first, given all kinds of them: with a fixed seed in
 * the suite, and for as long as one likes by `npm run fuzz`.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { feedHelloSchema } from '#contracts/feed.ts'
import { voiceWebhookSchema, statusWebhookSchema } from '#contracts/twilio-webhooks.ts'
import { parseModelEvent } from '#server/openai/parse-model-event.ts'
import { parseStreamFrame } from '#server/twilio/parse-stream-frame.ts'
import { verifyWebhook } from '#server/twilio/signature.ts'

const runs = {
  numRuns: Number(process.env['FUZZ_RUNS'] ?? 2_000),
  seed: Number(process.env['FUZZ_SEED'] ?? 20_261_121),
}

const words = (
  'event type media mark start stop dtmf connected payload track streamSid sequenceNumber ' +
  'timestamp inbound name digit customParameters session.created response.done item_id id ' +
  'response.output_audio.delta delta response_id response item error session usage output __proto__'
).split(' ')
const word = fc.oneof(fc.constantFrom(...words), fc.string())
/** Values that look like the vendors' more often than chance would have it. */
const value: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: 'small' },
    word,
    fc.constantFrom('AAAA', '////', '1', '-1', '0x1', '1e309', ''),
    fc.double(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('any'), { maxLength: 4 }),
    fc.dictionary(word, tie('any'), { maxKeys: 6 }),
  ),
})).any
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.json(),
  value.map((any) => JSON.stringify(any)),
  fc.dictionary(fc.constantFrom(...words), value, { minKeys: 1 }).map((any) => JSON.stringify(any)),
)

test('[FUZZ-1] no message of a media stream throws, and audio that is let through is base64 with a time', () => {
  fc.assert(
    fc.property(text, (message) => {
      const parsed = parseStreamFrame(message)
      if (parsed.kind !== 'audio') return
      expect(
        Buffer.from(parsed.payload, 'base64').toString('base64').replace(/=+$/, '').length,
      ).toBe(parsed.payload.replace(/=+$/, '').length)
      expect(parsed.timestampMs).toBeGreaterThanOrEqual(0)
    }),
    runs,
  )
})

test('[FUZZ-2] no event of the model throws, and what is let through has the type that it says', () => {
  fc.assert(
    fc.property(text, (message) => {
      const parsed = parseModelEvent(message)
      if (parsed.kind === 'event') expect(parsed.raw['type']).toBe(parsed.event.type)
      if (parsed.kind === 'malformed') expect(parsed.type.length).toBeLessThanOrEqual(100)
    }),
    runs,
  )
})

test('[FUZZ-3] no webhook that was not signed is taken for one that was', () => {
  const signature = fc.oneof(fc.string({ unit: 'binary' }), fc.base64String())
  fc.assert(
    fc.property(text, signature, fc.webQueryParameters(), word, (rawBody, given, query, type) => {
      const url = `https://console.example.com/twiml?${query}`
      const request = { authToken: 'token', url, signature: given, rawBody, contentType: type }
      expect(verifyWebhook(request)).toBe(false)
    }),
    runs,
  )
})

test('[FUZZ-4] no form and no hello is more than a refusal', () => {
  fc.assert(
    fc.property(value, (given) => {
      for (const schema of [voiceWebhookSchema, statusWebhookSchema, feedHelloSchema]) {
        expect(typeof schema.safeParse(given).success).toBe('boolean')
      }
    }),
    runs,
  )
})
