import type { CallWrite } from '#contracts/call-write.ts'
import { encodeEntry } from './journal-entry.ts'
import type { CallWriteStore } from './call-stores.ts'

/** Keeps what one call wrote. Rejects where the database will not take it: an unknown call, say. */
export async function keepWrites(
  callWrites: CallWriteStore,
  callId: string,
  writes: readonly CallWrite[],
): Promise<void> {
  const entries = writes.map((write) => encodeEntry({ callId, streamSid: null, write }))
  if ((await callWrites.keep(entries)) === 'kept') return
  throw new Error('The database refused what a call wrote.')
}
