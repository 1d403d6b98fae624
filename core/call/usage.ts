import type { ResponseUsage, TranscriptionUsage } from '#contracts/model-events.ts'
import type { Usage } from '#contracts/usage.ts'

/** One response's tokens, cancelled ones included: they are billed like any other. */
export function responseUsage(
  response: { id: string; status: string },
  model: string,
  usage: ResponseUsage,
): Usage {
  const input = usage.input_token_details
  const output = usage.output_token_details
  return {
    sourceId: response.id,
    kind: 'response',
    model,
    status: response.status,
    textInputTokens: input?.text_tokens ?? usage.input_tokens,
    audioInputTokens: input?.audio_tokens ?? 0,
    cachedTextTokens: input?.cached_tokens_details.text_tokens ?? 0,
    cachedAudioTokens: input?.cached_tokens_details.audio_tokens ?? 0,
    textOutputTokens: output?.text_tokens ?? usage.output_tokens,
    audioOutputTokens: output?.audio_tokens ?? 0,
    audioSeconds: 0,
  }
}

/** One transcription: billed by token or by the second, depending on its model. */
export function transcriptionUsage(
  itemId: string,
  model: string,
  usage: TranscriptionUsage,
): Usage {
  const tokens = usage.type === 'tokens' ? usage : null
  return {
    sourceId: itemId,
    kind: 'transcription',
    model,
    status: 'completed',
    textInputTokens: tokens?.input_token_details?.text_tokens ?? 0,
    audioInputTokens: tokens?.input_token_details?.audio_tokens ?? tokens?.input_tokens ?? 0,
    cachedTextTokens: 0,
    cachedAudioTokens: 0,
    textOutputTokens: tokens?.output_tokens ?? 0,
    audioOutputTokens: 0,
    audioSeconds: usage.type === 'duration' ? usage.seconds : 0,
  }
}
