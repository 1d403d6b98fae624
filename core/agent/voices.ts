import { voiceSchema, type Voice } from '#contracts/agent.ts'

/** Every voice, the ones that OpenAI recommends for Realtime first. */
export const voices: readonly { id: Voice; recommended: boolean }[] = voiceSchema.options
  .map((id) => ({ id, recommended: id === 'marin' || id === 'cedar' }))
  .toSorted((a, b) => Number(b.recommended) - Number(a.recommended))
