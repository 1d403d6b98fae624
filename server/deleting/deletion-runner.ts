import { startDueWork, type DueWorker } from '../due-work.ts'
import { auditDeletions } from './audit-deletions.ts'
import { carryOutDeletion, type DeletionPorts } from './carry-out-deletion.ts'

/** Somebody's hold may be lifted, and another relay may have entered one. */
const SLEEP_MS_MAX = 60_000

/**
 * Goes on with the deletions that an earlier process left, carries out what is
 * due, then sleeps until the next attempt is or somebody wakes it. Two runners at
 * one database do no harm: every step may be repeated, and the last counts once.
 */
export function startDeletionRunner(ports: DeletionPorts, signal: AbortSignal): DueWorker {
  const work = {
    sweep: () => removeReturned(ports),
    doDue: () => runDueDeletions(ports, signal),
    nextDueAt: () => ports.stores.deletions.nextDueAt(),
    sleepMsMax: SLEEP_MS_MAX,
    trouble: 'deletions could not be carried out',
  }
  return startDueWork(work, ports, signal)
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
