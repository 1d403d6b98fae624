import type { FeedChange } from '#contracts/feed.ts'
import { createComplain } from './complain.ts'
import { finishAgainMs, finishRecording, type FinishPorts } from './finish-recording.ts'
import { pause } from './pause.ts'
import { openSpool, type Spool } from './spool.ts'
import { within } from './within.ts'

export type RecordingFinisher = {
  /** A call's stream has ended here: what is in the spool of it may be a recording now. */
  finish(callId: string): void
  /**
   * News of a call from elsewhere. A call whose stream was lost is over when the
   * carrier says so: what is in the spool of it need not wait for the next look.
   */
  hear(change: FeedChange): void
  /** Waits some seconds for what is under way; the rest is left to the next start. */
  close(): Promise<void>
}

export type FinisherParts = Omit<FinishPorts, 'spool'> & {
  /** SPOOL_DIR. */
  dir: string
  /** Calls that are on the air here, which nobody needs to look after. */
  carried: () => readonly string[]
  /** How often what lies in the spool is looked through; left out: five seconds. */
  everyMs?: number
}

/** Each reads and writes a whole recording. */
const atOnceMax = 2
const closeWithinMs = 5_000

/**
 * Finishes recordings: of each call whose stream ends here at once and, from the
 * start on, of whatever else lies in the spool, left by processes that were killed or
 * by calls that went on elsewhere and have ended since.
 */
export function startRecordingFinisher(parts: FinisherParts): RecordingFinisher {
  const { dir, carried, logger, everyMs = 5_000 } = parts
  const complain = createComplain(logger)
  const stopping = new AbortController()
  const underWay = new Map<string, Promise<void>>()
  const ended: string[] = []
  /** After those: of what processes that were killed left, nobody waits for the first. */
  const lying: string[] = []
  const notBefore = new Map<string, number>()
  let spool: Spool | null = null

  function enqueue(callId: string, queue: string[]): void {
    if (!queue.includes(callId)) queue.push(callId)
    startNext()
  }

  function take(queue: string[]): string | undefined {
    const at = queue.findIndex((callId) => !underWay.has(callId))
    return at === -1 ? undefined : queue.splice(at, 1)[0]
  }

  function startNext(): void {
    if (underWay.size >= atOnceMax) return
    const callId = take(ended) ?? take(lying)
    if (callId === undefined) return
    const run = finishOne(callId).finally(() => {
      underWay.delete(callId)
      startNext()
    })
    underWay.set(callId, run)
    startNext()
  }

  async function finishOne(callId: string): Promise<void> {
    try {
      spool ??= await openSpool(dir)
      const finished = await finishRecording({ ...parts, spool }, callId)
      if (finished === 'failed') notBefore.set(callId, performance.now() + finishAgainMs)
      else notBefore.delete(callId)
    } catch (error) {
      complain('error', 'a recording could not be finished; trying again', { callId, err: error })
    }
  }

  async function lookThrough(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        spool ??= await openSpool(dir)
        const onAir = new Set(carried())
        for (const callId of await spool.calls()) {
          const isDue = (notBefore.get(callId) ?? 0) <= performance.now()
          if (isDue && !onAir.has(callId)) enqueue(callId, lying)
        }
      } catch (error) {
        complain('error', 'the spool of recordings cannot be read', { err: error })
      }
      await pause(everyMs, stopping.signal)
    }
  }

  async function hear(callId: string): Promise<void> {
    try {
      spool ??= await openSpool(dir)
      if ((await spool.segments(callId)).length > 0) enqueue(callId, ended)
    } catch (error) {
      complain('error', 'the spool of recordings cannot be read', { err: error })
    }
  }

  const looking = lookThrough()
  return {
    finish: (callId) => enqueue(callId, ended),
    hear(change) {
      if (change.kind !== 'call' || carried().includes(change.call.id)) return
      void hear(change.call.id)
    },
    async close() {
      stopping.abort()
      await looking
      await within(untilEmpty(underWay), closeWithinMs)
    },
  }
}

/** What ends may make room for more. */
async function untilEmpty(underWay: ReadonlyMap<string, Promise<void>>): Promise<void> {
  while (underWay.size > 0) await Promise.all(underWay.values())
}
