import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { isSpooledCall } from './is-spooled-call.ts'

/**
 * Removes what lies of a call in the spool (spool.ts), finished or not; removing it
 * again is fine. Whoever finishes its recording may put a file there meanwhile, so
 * that the folder is not empty when it is to go: then it is emptied once more.
 */
export async function removeSpooled(dir: string, callId: string): Promise<void> {
  if (!isSpooledCall(callId)) return
  await rm(join(dir, callId), { recursive: true, force: true, maxRetries: 5 })
}
