import type { CallEvent } from '#contracts/call-event.ts'
import type { TranscriptLine } from '#contracts/transcript.ts'
import type { Usage } from '#contracts/usage.ts'
import type { Logger } from '../logger.ts'
import type { Stores } from '../storage/stores.ts'
import { pause } from './pause.ts'

/**
 * One call's writes, off the audio path: `line`, `event`, `usage` and `run`
 * only queue. Writes go out in batches, in order, one at a time, and a batch
 * that fails is tried again until it is in: every store takes a repeated write.
 */
export type CallWriter = {
  line(line: TranscriptLine): void
  event(event: CallEvent): void
  usage(usage: Usage): void
  /** Any other write; runs after what was queued before it. It must bear repetition. */
  run(write: () => Promise<void>): void
  /** Settles when everything queued so far has been written. */
  drained(): Promise<void>
}

type Batch = {
  lines: Map<string, TranscriptLine>
  events: CallEvent[]
  usages: Usage[]
  writes: (() => Promise<void>)[]
}

export function createCallWriter(callId: string, stores: Stores, logger: Logger): CallWriter {
  let pending = emptyBatch()
  let running: Promise<void> | null = null

  const start = () => {
    running ??= writeAll().finally(() => {
      running = null
      // Something may have been queued between the last look and now.
      if (!isEmpty(pending)) start()
    })
  }

  async function writeAll(): Promise<void> {
    // One turn of the event loop gathers what a step produced into one batch.
    await new Promise((resolve) => setImmediate(resolve))
    while (!isEmpty(pending)) {
      const batch = pending
      pending = emptyBatch()
      await writeUntilDone(batch)
    }
  }

  async function writeUntilDone(batch: Batch): Promise<void> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await writeBatch(callId, stores, batch)
      } catch (error) {
        logger.warn({ callId, attempt, err: error }, 'writing a call failed; trying again')
        await pause(Math.min(200 * 2 ** attempt, 5_000))
      }
    }
  }

  return {
    line(line) {
      pending.lines.set(line.itemId, line)
      start()
    },
    event(event) {
      pending.events.push(event)
      start()
    },
    usage(usage) {
      pending.usages.push(usage)
      start()
    },
    run(write) {
      pending.writes.push(write)
      start()
    },
    async drained() {
      while (running !== null) await running
    },
  }
}

/** What is written is taken out at once, so a retry only repeats what is left. */
async function writeBatch(callId: string, stores: Stores, batch: Batch): Promise<void> {
  if (batch.lines.size > 0) {
    await stores.transcripts.save(callId, [...batch.lines.values()])
    batch.lines.clear()
  }
  if (batch.events.length > 0) {
    await stores.events.append(callId, batch.events)
    batch.events.length = 0
  }
  if (batch.usages.length > 0) {
    await stores.usages.append(callId, batch.usages)
    batch.usages.length = 0
  }
  for (let write = batch.writes[0]; write; write = batch.writes[0]) {
    await write()
    batch.writes.shift()
  }
}

function emptyBatch(): Batch {
  return { lines: new Map(), events: [], usages: [], writes: [] }
}

function isEmpty(batch: Batch): boolean {
  const counts = batch.lines.size + batch.events.length + batch.usages.length + batch.writes.length
  return counts === 0
}
