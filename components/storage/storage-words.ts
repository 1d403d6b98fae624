import type { Deletion, DeletionCause, DeletionKind, StorageStats } from '#contracts/keeping.ts'
import { quotaState } from '#core/keeping/quota.ts'
import { formatBytes } from '#components/format/bytes.ts'
import { formatWhen } from '#components/format/time.ts'

/** What was deleted, as a noun. */
export const kindWords: Record<DeletionKind, string> = {
  recording: 'Recording',
  transcript: 'Transcript',
  call: 'Call',
}

/** Who had it deleted, and why: `Ada Operator`, `retention, as its time was over`. */
export function deletedByWords(cause: DeletionCause, by: string): string {
  if (cause === 'retention') return 'retention, as its time was over'
  return cause === 'number' ? `${by}, with everything on its number` : by
}

/** When a deletion that is not done goes on: `tried again at 14:05`. */
export function nextTryWords(
  { attempts, nextAttemptAt }: Pick<Deletion, 'attempts' | 'nextAttemptAt'>,
  nowMs: number,
): string {
  const tried = attempts === 0 ? '' : `tried ${attempts === 1 ? 'once' : `${attempts} times`}, `
  if (nextAttemptAt === null || Date.parse(nextAttemptAt) <= nowMs) return `${tried}next: now`
  return `${tried}next: ${formatWhen(nextAttemptAt, nowMs)}`
}

/** A count with its noun: `1 call`, `1,204 calls`. */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en-GB')} ${noun}${count === 1 ? '' : 's'}`
}

/** How full the store is; null: there is no quota. */
export type Fill = {
  state: 'fine' | 'near' | 'over'
  /** From 0 to 1. */
  share: number
  words: string
  /** What somebody should know and do; empty: nothing. */
  warning: string
}

/** How much of the quota is used, with a warning from 80 per cent on. */
export function fillOf({
  bytes,
  quotaBytes,
}: Pick<StorageStats, 'bytes' | 'quotaBytes'>): Fill | null {
  if (quotaBytes === null) return null
  const state = quotaState(bytes, quotaBytes)
  const share = Math.min(1, bytes / quotaBytes)
  const percent = `${Math.floor((bytes / quotaBytes) * 100).toLocaleString('en-GB')} %`
  return {
    state,
    share,
    words: `${formatBytes(bytes)} of ${formatBytes(quotaBytes)}, ${percent}`,
    warning: warnings[state],
  }
}

const warnings = {
  fine: '',
  near: 'The store is nearly full. Delete what is not needed, keep it for a shorter time, or raise the quota.',
  over: 'The store is over its quota. Calls are still recorded, as losing one would be worse; make room before the disk is full.',
} as const

/** The growth of the last days in a sentence, for whoever does not see the bars. */
export function growthWords(growth: StorageStats['growth']): string {
  const bytes = growth.reduce((sum, day) => sum + day.bytes, 0)
  const count = growth.reduce((sum, day) => sum + day.count, 0)
  if (count === 0) return `Nothing came in within ${growth.length} days.`
  const most = growth.reduce((top, day) => (day.bytes > top.bytes ? day : top))
  return `${formatBytes(bytes)} in ${counted(count, 'recording')} within ${growth.length} days; most on ${dayWords(most.day)}, ${formatBytes(most.bytes)}.`
}

/** A day of the calendar: `21 Nov`. */
export function dayWords(day: string): string {
  const at = new Date(`${day}T12:00:00Z`)
  return at.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })
}
