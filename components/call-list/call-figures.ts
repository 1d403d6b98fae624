import type { Call } from '#contracts/call.ts'

/** When retention deletes something of a call first; null: never. */
export function firstExpiry({ expires }: Pick<Call, 'expires'>): string | null {
  const dates = Object.values(expires).filter((at) => at !== null)
  return dates.toSorted()[0] ?? null
}

/** How many tokens a call took of the model, short: `950`, `12 k`; empty where nothing is known. */
export function tokensOf({ cost }: Pick<Call, 'cost'>): string {
  if (cost === null) return ''
  const tokens =
    cost.textInputTokens + cost.audioInputTokens + cost.textOutputTokens + cost.audioOutputTokens
  return tokens < 1_000 ? String(tokens) : `${Math.round(tokens / 1_000)} k`
}
