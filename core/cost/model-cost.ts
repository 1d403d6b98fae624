import { prices } from './prices.ts'
import type { TokenCounts } from './token-counts.ts'

/** USD that a model's tokens cost; a model that no price is known of costs what the dearest does. */
export function tokensUsd(model: string, counts: TokenCounts): number {
  const each = pricesOf(model)
  const text = counts.textInputTokens - counts.cachedTextTokens
  const audio = counts.audioInputTokens - counts.cachedAudioTokens
  const millionths =
    text * each.textInputTokens +
    audio * each.audioInputTokens +
    counts.cachedTextTokens * each.cachedTextTokens +
    counts.cachedAudioTokens * each.cachedAudioTokens +
    counts.textOutputTokens * each.textOutputTokens +
    counts.audioOutputTokens * each.audioOutputTokens
  return millionths / 1_000_000
}

/** USD that a transcription cost, as long as the model is billed by time. */
export function transcriptionUsd(model: string, seconds: number): number {
  const known = byPrefix(prices.transcriptionPerMinute, model)
  const perMinute = known?.usd ?? Math.max(...prices.transcriptionPerMinute.map(({ usd }) => usd))
  return (seconds / 60) * perMinute
}

/**
 * USD that a minute with this model may cost: caller and agent talk all the
 * time, a long conversation is read from the cache for each of six answers, and
 * every word is transcribed by the dearest model.
 */
export function modelUsdPerMinute(model: string): number {
  return tokensUsd(model, fullMinute) + transcriptionUsd('', 60)
}

/** The caller makes 600 audio tokens a minute, the agent 1,200 (OpenAI's docs, "Managing costs"). */
const fullMinute: TokenCounts = {
  textInputTokens: 0,
  cachedTextTokens: 0,
  textOutputTokens: 500,
  audioInputTokens: 600 + 6 * 32_000,
  cachedAudioTokens: 6 * 32_000,
  audioOutputTokens: 1_200,
}

function pricesOf(model: string): TokenCounts {
  const known = byPrefix(prices.models, model)
  if (known !== null) return known.perMillion
  return {
    textInputTokens: dearest('textInputTokens'),
    audioInputTokens: dearest('audioInputTokens'),
    cachedTextTokens: dearest('cachedTextTokens'),
    cachedAudioTokens: dearest('cachedAudioTokens'),
    textOutputTokens: dearest('textOutputTokens'),
    audioOutputTokens: dearest('audioOutputTokens'),
  }
}

function dearest(kind: keyof TokenCounts): number {
  return Math.max(...prices.models.map(({ perMillion }) => perMillion[kind]))
}

function byPrefix<Entry extends { prefix: string }>(
  entries: readonly Entry[],
  name: string,
): Entry | null {
  const fitting = entries.filter(({ prefix }) => name.startsWith(prefix))
  return fitting.toSorted((one, other) => other.prefix.length - one.prefix.length)[0] ?? null
}
