import { createBell, type Bell } from '../recordings/bell.ts'
import { auditDeletions } from './audit-deletions.ts'
import { carryOutDeletion, type DeletionPorts } from './carry-out-deletion.ts'

/** Carries deletions out by itself until its signal aborts. */
export type DeletionRunner = {
  /** Says that a deletion may be waiting. */
  wake(): void
  /** Resolves once it has stopped, after the signal aborted. Never rejects. */
  settled: Promise<void>
}

/**
 * Goes on with the deletions that an earlier process left, carries out what is
 * due, then sleeps until the next attempt is or somebody wakes it. Two runners at
 * one database do no harm: every step may be repeated, and the last counts once.
 */
export function startDeletionRunner(ports: DeletionPorts, signal: AbortSignal): DeletionRunner {
  const bell = createBell(signal)
  return { wake: bell.ring, settled: run(ports, bell, signal) }
}

/** When the database fails: try again after this. */
const AFTER_TROUBLE_MS = 5_000
/** Somebody's hold may be lifted, and another relay may have entered one. */
const SLEEP_MS_MAX = 60_000

async function run(ports: DeletionPorts, bell: Bell, signal: AbortSignal): Promise<void> {
  let hasSwept = false
  while (!signal.aborted) {
    try {
      if (!hasSwept) await removeReturned(ports)
      hasSwept = true
      await runDueDeletions(ports, signal)
      await bell.wait(await msToNext(ports))
    } catch (error) {
      if (signal.aborted) return
      ports.logger.error({ err: error }, 'deletions could not be carried out')
      await bell.wait(AFTER_TROUBLE_MS)
    }
  }
}

/** Carries out what is due, a few at a time, and enters what was done in the audit log. */
export async function runDueDeletions(ports: DeletionPorts, signal: AbortSignal): Promise<void> {
  const { deletions } = ports.stores
  for (;;) {
    if (signal.aborted) return
    const due = await deletions.due(new Date(ports.clock.now()), AT_ONCE)
    const outcomes = await Promise.allSettled(due.map((one) => carryOutDeletion(ports, one)))
    await auditDeletions(ports)
    const failed = outcomes.find(({ status }) => status === 'rejected')
    if (failed?.status === 'rejected') throw failed.reason
    if (due.length === 0) return
  }
}

const AT_ONCE = 8

async function msToNext({ stores, clock }: DeletionPorts): Promise<number> {
  const next = await stores.deletions.nextDueAt()
  if (next === null) return SLEEP_MS_MAX
  return Math.min(SLEEP_MS_MAX, Math.max(0, next.getTime() - clock.now()))
}

/**
 * An import that was killed may have given its file a name after the recording
 * was deleted, and before it looked. Only the newest can be concerned.
 */
async function removeReturned({ stores, files }: DeletionPorts): Promise<void> {
  const { items } = await stores.tombstones.list({ limit: LOOK_BACK })
  for (const { recordingSid } of items) {
    if (recordingSid !== null) await files.remove(files.locationOf(recordingSid))
  }
}

const LOOK_BACK = 100
