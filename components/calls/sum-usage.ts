import type { Usage } from '#contracts/usage.ts'

/** What a whole call consumed. */
export type UsageTotal = {
  responses: number
  textInputTokens: number
  audioInputTokens: number
  /** Part of the input that the model had kept, and bills at less. */
  cachedTokens: number
  textOutputTokens: number
  audioOutputTokens: number
  transcriptionSeconds: number
}

/** Adds up the responses and the transcriptions of a call. Their tokens count alike. */
export function sumUsage(usages: readonly Usage[]): UsageTotal {
  return usages.reduce(addUsage, nothing)
}

const nothing: UsageTotal = {
  responses: 0,
  textInputTokens: 0,
  audioInputTokens: 0,
  cachedTokens: 0,
  textOutputTokens: 0,
  audioOutputTokens: 0,
  transcriptionSeconds: 0,
}

function addUsage(total: UsageTotal, usage: Usage): UsageTotal {
  return {
    responses: total.responses + (usage.kind === 'response' ? 1 : 0),
    textInputTokens: total.textInputTokens + usage.textInputTokens,
    audioInputTokens: total.audioInputTokens + usage.audioInputTokens,
    cachedTokens: total.cachedTokens + usage.cachedTextTokens + usage.cachedAudioTokens,
    textOutputTokens: total.textOutputTokens + usage.textOutputTokens,
    audioOutputTokens: total.audioOutputTokens + usage.audioOutputTokens,
    transcriptionSeconds: total.transcriptionSeconds + usage.audioSeconds,
  }
}
