import type { Act } from '#contracts/audit.ts'
import type { Deletion, DeletionKind } from '#contracts/keeping.ts'
import type { DeletionPorts } from './carry-out-deletion.ts'

/**
 * Enters what was deleted in the audit log, a call or a recording an entry. The
 * row of a deletion remembers that it owes one: a process that is killed in
 * between enters it at its next start, and at worst twice.
 */
export async function auditDeletions({
  stores,
  clock,
}: Pick<DeletionPorts, 'stores' | 'clock'>): Promise<void> {
  for (;;) {
    const done = await stores.deletions.unaudited(AT_ONCE)
    if (done.length === 0) return
    const at = new Date(clock.now())
    await Promise.all(done.map((deletion) => stores.audit.append(actOf(deletion), at)))
    await stores.deletions.markAudited(
      done.map(({ id }) => id),
      at,
    )
  }
}

const AT_ONCE = 50

const actions: Record<DeletionKind, string> = {
  recording: 'recordingDeleted',
  transcript: 'transcriptDeleted',
  call: 'callDeleted',
}

/** Whoever asked has an entry of their own, under the request; this one says that it was done. */
function actOf({ id, kind, callId, recordingSid, cause, requestedBy }: Deletion): Act {
  return {
    actor: { kind: 'system', id: null, name: cause === 'retention' ? 'retention' : 'deletion' },
    action: actions[kind],
    subject: recordingSid ?? callId,
    address: null,
    result: 'done',
    detail: { deletion: id, cause, requestedBy },
    requestId: null,
  }
}
