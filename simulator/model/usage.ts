import type { Item } from './conversation.ts'

export type Tokens = { text: number; audio: number }

/** The caller's audio costs a token each 100 ms, the agent's one each 50 ms (OpenAI's guide on realtime costs). */
const USER_MS_PER_TOKEN = 100
export const AGENT_MS_PER_TOKEN = 50

/** About four Latin letters make a token; signs of other scripts make one each. */
export function textTokens(text: string): number {
  const signs = Array.from(text)
  const wide = signs.filter((sign) => sign > '\u02af').length
  return Math.ceil((signs.length - wide) / 4) + wide
}

/** What a list of items costs as a response's context. */
export function contextTokens(items: readonly Item[]): Tokens {
  const costs = items.map(itemTokens)
  return {
    text: costs.reduce((sum, { text }) => sum + text, 0),
    audio: costs.reduce((sum, { audio }) => sum + audio, 0),
  }
}

/** What an answer costs as output. */
export function answerTokens(text: string, audioMs: number): Tokens {
  return { text: textTokens(text) + 4, audio: Math.ceil(audioMs / AGENT_MS_PER_TOKEN) }
}

/** `usage` of `response.done`. What an earlier response has read already counts as cached, 64 tokens at a time. */
export function wireUsage(input: Tokens, output: Tokens, seenBefore: Tokens) {
  const cachedText = cachedOf(input.text, seenBefore.text)
  const cachedAudio = cachedOf(input.audio, seenBefore.audio)
  return {
    total_tokens: input.text + input.audio + output.text + output.audio,
    input_tokens: input.text + input.audio,
    output_tokens: output.text + output.audio,
    input_token_details: {
      text_tokens: input.text,
      audio_tokens: input.audio,
      image_tokens: 0,
      cached_tokens: cachedText + cachedAudio,
      cached_tokens_details: {
        text_tokens: cachedText,
        audio_tokens: cachedAudio,
        image_tokens: 0,
      },
    },
    output_token_details: { text_tokens: output.text, audio_tokens: output.audio },
  }
}

/** `usage` of a transcription: seconds for models sold by the minute, tokens for the others. */
export function transcriptionUsage(model: string, audioMs: number, transcript: string) {
  if (!model.startsWith('gpt-4o-')) return { type: 'duration', seconds: Math.ceil(audioMs / 1_000) }
  const input = Math.ceil(audioMs / USER_MS_PER_TOKEN)
  const output = textTokens(transcript)
  return {
    type: 'tokens',
    total_tokens: input + output,
    input_tokens: input,
    output_tokens: output,
    input_token_details: { audio_tokens: input, text_tokens: 0 },
  }
}

function itemTokens(item: Item): Tokens {
  if (item.kind === 'spoken') return { text: 0, audio: Math.ceil(item.audioMs / USER_MS_PER_TOKEN) }
  if (item.kind === 'answer') return answerTokens(item.text, item.audioMs)
  return { text: textTokens(JSON.stringify(item.item)), audio: 0 }
}

function cachedOf(now: number, before: number): number {
  return Math.floor(Math.min(now, before) / 64) * 64
}
