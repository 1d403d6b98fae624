import type { CallWrite } from '#contracts/call-write.ts'
import type { Call } from '#contracts/call.ts'
import type { Logger } from '../logger.ts'
import type { Stores } from '../storage/stores.ts'
import { pause } from './pause.ts'
import { storeWrites } from './store-writes.ts'

/** One call's writes, off the audio path. */
export type CallWriter = {
  /** Queues what the call wants kept; never waits, never throws. */
  write(entry: CallWrite): void
  /** Settles when everything queued so far has been written. */
  drained(): Promise<void>
}

export type CallWriterParts = {
  stores: Stores
  logger: Logger
  /** Called with the whole call after a write that the console shows of it. */
  onCallChanged: (call: Call) => void
}

/** How long entries are gathered before they are written together, ms. */
const gatherMs = 100

/** Writes what `call` wants kept in batches, in order; a batch that fails is tried again until it is in. */
export function createCallWriter(
  { callId }: { callId: string; streamSid: string },
  { stores, logger, onCallChanged }: CallWriterParts,
): CallWriter {
  let pending: CallWrite[] = []
  let running: Promise<void> | null = null
  const hurry = new AbortController()

  const start = () => {
    running ??= writeAll().finally(() => {
      running = null
      // Something may have been queued between the last look and now.
      if (pending.length > 0) start()
    })
  }

  async function writeAll(): Promise<void> {
    await pause(gatherMs, hurry.signal)
    while (pending.length > 0) {
      const batch = pending
      pending = []
      await writeUntilDone(batch)
    }
  }

  async function writeUntilDone(batch: readonly CallWrite[]): Promise<void> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        const changed = await storeWrites(stores, callId, batch)
        if (changed) onCallChanged(changed)
        return
      } catch (error) {
        logger.warn({ callId, attempt, err: error }, 'writing a call failed; trying again')
        await pause(Math.min(200 * 2 ** attempt, 5_000))
      }
    }
  }

  return {
    write(entry) {
      pending.push(entry)
      if (entry.kind === 'end') hurry.abort()
      start()
    },
    async drained() {
      hurry.abort()
      while (running !== null) await running
    },
  }
}
