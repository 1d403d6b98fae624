import { defaultKeeping } from '#core/keeping/default-keeping.ts'
import { DAY_MS, expiryOf, shortestDays } from '#core/keeping/expiry.ts'
import { quotaState } from '#core/keeping/quota.ts'
import { startOfDay } from '#core/spending/spending-use.ts'
import type { KeepingSettings } from '#contracts/keeping.ts'
import type { Clock } from '../clock.ts'
import type { Logger } from '../logger.ts'
import type { EndedCall, NewDeletion } from '../storage/keeping-stores.ts'
import type { Stores } from '../storage/stores.ts'

export type RetentionPorts = {
  stores: Pick<Stores, 'keeping' | 'deletions'>
  clock: Clock
  /** Says that deletions wait. */
  wake: () => void
  logger: Logger
}

/**
 * The daily retention, asked for as often as one likes: one relay runs it, once a
 * day. It walks through the ended calls, the oldest first, and enters a deletion
 * for whatever has expired. When as many wait as can be carried out in a minute it
 * stops, and goes on the next time it is asked, as it does after a kill. Answers
 * how many it entered.
 */
export async function runRetention(ports: RetentionPorts): Promise<number> {
  const { keeping } = ports.stores
  const now = new Date(ports.clock.now())
  const ranAt = await keeping.retentionRanAt()
  if (!(await keeping.claimRetention(startOfDay(now), now))) return 0
  const settings = await keeping.settings(defaultKeeping)
  if (ranAt === null || ranAt < startOfDay(now)) await lookAfterStore(ports, settings, now)
  const { entered, isWhole } = await walk(ports, settings, now)
  if (isWhole) await keeping.endRetention(new Date(ports.clock.now()))
  if (entered > 0) {
    ports.logger.info({ entered, isWhole }, 'retention entered deletions')
    ports.wake()
  }
  return entered
}

const PAGE = 500
const PENDING_MAX = 1_000

async function walk(
  { stores }: RetentionPorts,
  settings: KeepingSettings,
  now: Date,
): Promise<{ entered: number; isWhole: boolean }> {
  const days = shortestDays(settings)
  if (days === null) return { entered: 0, isWhole: true }
  const before = new Date(now.getTime() - days * DAY_MS)
  let room = PENDING_MAX - (await stores.deletions.countPending('retention'))
  let entered = 0
  let after: EndedCall | null = null
  while (room > 0) {
    const page: EndedCall[] = await stores.keeping.endedCalls(before, after, PAGE)
    const due = page.flatMap((call) => dueOf(settings, call, now)).slice(0, room)
    entered += (await stores.deletions.request(due, now)).length
    room -= due.length
    after = page.at(-1) ?? null
    if (page.length < PAGE && room > 0) return { entered, isWhole: true }
  }
  return { entered, isWhole: false }
}

/** A call takes all along; where it stays, its parts go by themselves. */
export function dueOf(settings: KeepingSettings, call: EndedCall, now: Date): NewDeletion[] {
  const { callId, agentId, endedAt, hasWords, recordingSids, isLeaving } = call
  if (isLeaving) return []
  const expiry = expiryOf(settings, { agentId, endedAt, legalHold: false })
  const isDue = (at: Date | null) => at !== null && at <= now
  const common = { callId, cause: 'retention', requestedBy: 'retention' } as const
  if (isDue(expiry.call)) return [{ ...common, kind: 'call', recordingSid: null }]
  const sids = isDue(expiry.recordings) ? recordingSids : []
  return [
    ...sids.map((recordingSid) => ({ ...common, kind: 'recording' as const, recordingSid })),
    ...(hasWords && isDue(expiry.transcript)
      ? [{ ...common, kind: 'transcript' as const, recordingSid: null }]
      : []),
  ]
}

/** Once a day: the sums are added up, and a store that gets full is said to. */
async function lookAfterStore(
  { stores, logger }: RetentionPorts,
  { quotaBytes }: KeepingSettings,
  now: Date,
): Promise<void> {
  await stores.keeping.compactSums()
  const { bytes } = await stores.keeping.stored(startOfDay(now))
  const state = quotaState(bytes, quotaBytes)
  if (state === 'fine') return
  const words =
    state === 'over'
      ? 'recordings take more than their quota; they are kept all the same'
      : 'recordings take more than 80 per cent of their quota'
  logger.warn({ bytes, quotaBytes }, words)
}
