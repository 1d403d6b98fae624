import type { AppContext } from '../context.ts'
import { deleteLateCopy } from './delete-late-copy.ts'

/**
 * The carrier tells of a recording whose call, or which itself, was deleted here:
 * its copy goes too. False: nothing of that was deleted.
 */
export async function deleteLateRecording(
  ctx: AppContext,
  late: { callId: string | undefined; callSid: string; recordingSid: string },
): Promise<boolean> {
  const { tombstones } = ctx.stores
  const { callSid, recordingSid } = late
  const { items } = await tombstones.list({ limit: 1, callId: late.callId ?? callSid })
  const [tombstone] =
    items.length > 0 ? items : (await tombstones.list({ limit: 1, callId: callSid })).items
  if (tombstone === undefined) return false
  const { callId, cause, deletedBy: requestedBy } = tombstone
  await deleteLateCopy(ctx, { callId, recordingSid, cause, requestedBy })
  return true
}
