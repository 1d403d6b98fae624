import type { TokenCounts } from './token-counts.ts'

/**
 * What things cost, in USD, as last looked up; edit it when a vendor changes its
 * prices. Every sum made of it is an estimate.
 *
 * - Model and transcription prices are the vendor's (OpenAI's pricing and model
 *   pages). Estimates of ours: `gpt-realtime-mini`, and transcription models that
 *   are billed by token, taken as the dearest one billed by the minute.
 * - Carrier prices are the list prices for the United Kingdom; those of all other
 *   countries are estimates, rounded up. A country
 *   that is not in the table, and any kind of number whose price is unknown,
 *   costs the default, which is dearer than any of them.
 * - `carrierExtras` is an estimate of what the carrier asks besides, a minute: the
 *   media stream, the recording and its storage.
 */
export const prices: PriceTable = {
  asOf: '2026-11-21',
  models: [
    { prefix: 'gpt-realtime-2.1-mini', perMillion: tokens([0.6, 0.06, 2.4], [10, 0.3, 20]) },
    { prefix: 'gpt-realtime-2', perMillion: tokens([4, 0.4, 24], [32, 0.4, 64]) },
    { prefix: 'gpt-realtime-mini', perMillion: tokens([0.6, 0.06, 2.4], [10, 0.3, 20]) },
    { prefix: 'gpt-realtime-1', perMillion: tokens([4, 0.4, 16], [32, 0.4, 64]) },
    { prefix: 'gpt-realtime', perMillion: tokens([4, 0.4, 16], [32, 0.4, 64]) },
  ],
  transcriptionPerMinute: [
    { prefix: 'gpt-transcribe', usd: 0.0045 },
    { prefix: 'gpt-live-transcribe', usd: 0.017 },
    { prefix: 'gpt-realtime-whisper', usd: 0.017 },
  ],
  carrierExtras: 0.0075,
  carrierDefault: 2.5,
  carrier: {
    AT: { landline: 0.05, mobile: 0.12 },
    AU: { landline: 0.04, mobile: 0.1 },
    BE: { landline: 0.05, mobile: 0.25 },
    BR: { landline: 0.05, mobile: 0.15 },
    CA: { landline: 0.014, mobile: 0.014 },
    CH: { landline: 0.06, mobile: 0.4 },
    CN: { landline: 0.06, mobile: 0.06 },
    DE: { landline: 0.04, mobile: 0.12 },
    DK: { landline: 0.04, mobile: 0.08 },
    ES: { landline: 0.04, mobile: 0.12 },
    FI: { landline: 0.12, mobile: 0.15 },
    FR: { landline: 0.04, mobile: 0.12 },
    GB: { landline: 0.0158, mobile: 0.0305 },
    HK: { landline: 0.07, mobile: 0.07 },
    IE: { landline: 0.05, mobile: 0.15 },
    IN: { landline: 0.08, mobile: 0.08 },
    IT: { landline: 0.05, mobile: 0.15 },
    JP: { landline: 0.1, mobile: 0.25 },
    KR: { landline: 0.05, mobile: 0.08 },
    MX: { landline: 0.05, mobile: 0.08 },
    NL: { landline: 0.05, mobile: 0.2 },
    NO: { landline: 0.05, mobile: 0.15 },
    NZ: { landline: 0.05, mobile: 0.15 },
    PL: { landline: 0.05, mobile: 0.1 },
    PT: { landline: 0.05, mobile: 0.15 },
    SE: { landline: 0.04, mobile: 0.1 },
    SG: { landline: 0.05, mobile: 0.05 },
    US: { landline: 0.014, mobile: 0.014 },
  },
}

export type PriceTable = {
  asOf: string
  /** USD per million tokens; the longest prefix that fits a model's name counts. */
  models: readonly { prefix: string; perMillion: TokenCounts }[]
  transcriptionPerMinute: readonly { prefix: string; usd: number }[]
  carrierExtras: number
  carrierDefault: number
  /** USD a minute, by ISO 3166-1 alpha-2. */
  carrier: { readonly [country: string]: { landline: number; mobile: number } }
}

type InCachedOut = readonly [input: number, cached: number, output: number]

function tokens(text: InCachedOut, audio: InCachedOut): TokenCounts {
  return {
    textInputTokens: text[0],
    cachedTextTokens: text[1],
    textOutputTokens: text[2],
    audioInputTokens: audio[0],
    cachedAudioTokens: audio[1],
    audioOutputTokens: audio[2],
  }
}
