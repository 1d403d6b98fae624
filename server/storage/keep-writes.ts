import type { CallWrite } from '#contracts/call-write.ts'
import { createCallWriteStore } from './call-writes.ts'
import type { Database } from './database.ts'
import { encodeEntry } from './journal-entry.ts'

/** Keeps what one call wrote. Rejects where the database will not take it: an unknown call, say. */
export async function keepWrites(
  database: Database,
  callId: string,
  writes: readonly CallWrite[],
): Promise<void> {
  const entries = writes.map((write) => encodeEntry({ callId, streamSid: null, write }))
  if ((await createCallWriteStore(database).keep(entries)) === 'kept') return
  throw new Error('The database refused what a call wrote.')
}
