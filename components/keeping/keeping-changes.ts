import type { KeepingSettings, Retention, UpdateKeeping } from '#contracts/keeping.ts'
import { retentionOf } from '#core/keeping/expiry.ts'

/** The parts of the settings, as the page names them, in its order. */
export const keepingLabels: Record<keyof KeepingSettings, string> = {
  retention: 'Time for all',
  agents: 'Times of agents',
  deletesAtCarrier: 'The carrier’s copy',
  quotaBytes: 'Quota',
}

const parts = ['retention', 'agents', 'deletesAtCarrier', 'quotaBytes'] as const

/** In which parts `edited` says something else than `saved`. */
export function changedKeeping(
  saved: KeepingSettings,
  edited: KeepingSettings,
): (keyof KeepingSettings)[] {
  return parts.filter((part) => textOf(saved[part]) !== textOf(edited[part]))
}

/** What to send, so that parts which somebody else changed meanwhile stay as they are. */
export function changeOfKeeping(saved: KeepingSettings, edited: KeepingSettings): UpdateKeeping {
  return Object.fromEntries(changedKeeping(saved, edited).map((part) => [part, edited[part]]))
}

/** Something that is to be kept for a shorter time: of whom, what, and how long before and after. */
export type Shortening = {
  /** Null: of every agent without a time of its own. */
  agentId: string | null
  medium: keyof Retention
  before: number | null
  after: number
}

/**
 * What a change lets go sooner than before. An agent that gets a time of its own,
 * or loses it, is compared with what held for it until then.
 */
export function shorteningsOf(saved: KeepingSettings, edited: KeepingSettings): Shortening[] {
  const agentIds = new Set([...Object.keys(saved.agents), ...Object.keys(edited.agents)])
  return [null, ...agentIds].flatMap((agentId) => {
    const before = retentionOf(saved, agentId)
    const after = retentionOf(edited, agentId)
    return media.flatMap((medium) => {
      const days = after[medium]
      const isShorter = days !== null && days < (before[medium] ?? Number.POSITIVE_INFINITY)
      return isShorter ? [{ agentId, medium, before: before[medium], after: days }] : []
    })
  })
}

/** A time of keeping in words: `for ever`, `30 days`. */
export function daysWords(days: number | null): string {
  if (days === null) return 'for ever'
  return `${days.toLocaleString('en-GB')} day${days === 1 ? '' : 's'}`
}

export const media = ['recordingsDays', 'transcriptsDays', 'callsDays'] as const

/** The media in words, as labels. */
export const mediumWords: Record<keyof Retention, string> = {
  recordingsDays: 'Recordings',
  transcriptsDays: 'Transcripts',
  callsDays: 'Calls',
}

function textOf(value: KeepingSettings[keyof KeepingSettings]): string {
  if (value === null || typeof value !== 'object') return String(value)
  return JSON.stringify(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
