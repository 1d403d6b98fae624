import type { KeepingSettings, Retention } from '#contracts/keeping.ts'

type RetentionRules = Pick<KeepingSettings, 'retention' | 'agents'>

/** Of a call, what its dates depend on. */
export type ExpiryFacts = {
  agentId: string | null
  /** Null: it has not ended, and nothing of it expires. */
  endedAt: Date | null
  legalHold: boolean
}

/** When what of a call is deleted; null: never. */
export type Expiry = { recordings: Date | null; transcript: Date | null; call: Date | null }

/** How long a call of this agent is kept: by the agent's own settings, all of them, in place of the house's. */
export function retentionOf(rules: RetentionRules, agentId: string | null): Retention {
  const own = agentId !== null && Object.hasOwn(rules.agents, agentId)
  return (own ? rules.agents[agentId] : undefined) ?? rules.retention
}

/**
 * Counts from the call's end. A call takes its recordings and its transcript
 * along, so neither outlasts it; a legal hold spares all three.
 */
export function expiryOf(rules: RetentionRules, facts: ExpiryFacts): Expiry {
  const { agentId, endedAt, legalHold } = facts
  if (endedAt === null || legalHold) return never
  const { recordingsDays, transcriptsDays, callsDays } = retentionOf(rules, agentId)
  const after = (days: number | null) =>
    days === null ? null : new Date(endedAt.getTime() + days * DAY_MS)
  const call = after(callsDays)
  return {
    recordings: earlier(after(recordingsDays), call),
    transcript: earlier(after(transcriptsDays), call),
    call,
  }
}

/** The fewest days after which anything at all expires; null: nothing ever does. */
export function shortestDays({ retention, agents }: RetentionRules): number | null {
  const days = [retention, ...Object.values(agents)]
    .flatMap(({ recordingsDays, transcriptsDays, callsDays }) => [
      recordingsDays,
      transcriptsDays,
      callsDays,
    ])
    .filter((each) => each !== null)
  return days.length === 0 ? null : Math.min(...days)
}

export const DAY_MS = 86_400_000

const never: Expiry = { recordings: null, transcript: null, call: null }

function earlier(one: Date | null, other: Date | null): Date | null {
  if (one === null || other === null) return one ?? other
  return one < other ? one : other
}
