import type { Socket } from 'node:net'
import type { CallCarrier, Snapshot } from './call-carrier.ts'
import { callNotLive, type CarryingParts } from './carry-here.ts'
import { drainCalls, type LeavingCalls } from './drain.ts'
import { createRelayMetrics, type RelayMetrics } from './metrics.ts'
import { pause } from './pause.ts'
import { createWorkerMeters, type WorkerMeters } from './worker-meters.ts'
import { startWorkerProcess, type WorkerProcess } from './worker-process.ts'

type Front = {
  readonly parts: CarryingParts
  readonly workers: Set<WorkerProcess>
  readonly meters: WorkerMeters
  readonly metrics: RelayMetrics
  /** Aborted: no worker is replaced any more. */
  readonly leaving: AbortController
  tellEmpty: (() => void)[]
}

/**
 * Carries calls in RELAY_WORKERS processes: each stream goes to the one with the
 * fewest, and what is said of its call comes back here. A worker that dies takes
 * nobody along, and is replaced at once. Rejects when one cannot be started.
 */
export async function carryInWorkers(parts: CarryingParts): Promise<CallCarrier> {
  const { consoles } = parts
  const front: Front = {
    parts,
    workers: new Set(),
    meters: createWorkerMeters(),
    metrics: createRelayMetrics({ calls: () => [], consoles, journal: () => noJournal }),
    leaving: new AbortController(),
    tellEmpty: [],
  }
  const first = Array.from({ length: parts.config.RELAY_WORKERS }, () => startWorker(front))
  const kept = first.map((worker) => keepWorker(front, worker))
  let isDrained = false

  async function close(): Promise<void> {
    front.leaving.abort()
    for (const worker of front.workers) worker.leave({ lettingGo: isDrained })
    await Promise.all(kept)
    front.metrics.close()
  }

  const started = await Promise.all(first.map(({ ready }) => ready))
  if (started.includes(false)) {
    await close()
    throw new Error('A worker of the relay did not start.')
  }
  return {
    ...describe(front),
    async drain(options) {
      front.leaving.abort()
      await drainCalls(leavingCalls(front), options)
      isDrained = !options.signal.aborted
    },
    close,
  }
}

/** The front writes nothing of its own. */
const noJournal = { bytes: 0, entries: 0, oldestMs: 0, full: false }

function describe(front: Front): Omit<CallCarrier, 'drain' | 'close'> {
  const all = () => [...front.workers]
  return {
    take(request, head) {
      const worker = emptiest(all())
      if (worker) worker.take(request, head)
      else refuse(request.socket)
    },
    room() {
      if (all().some((worker) => worker.takesStreams())) return 'some'
      return all().some((worker) => worker.isThere()) ? 'full' : 'no-worker'
    },
    isJournalFull: () => all().every((worker) => worker.isJournalFull()),
    carried: () => [...new Set(all().flatMap(({ calls }) => [...calls]))],
    async command(callId, command) {
      const worker = carrierOf(front, callId)
      return worker ? worker.command(callId, command) : callNotLive
    },
    snapshots: async () => (await Promise.all(all().map(snapshotsOf))).flat(),
    async meters() {
      const theirs = front.meters.read(all())
      return [await front.metrics.read(), ...(await theirs)]
    },
  }
}

function startWorker(front: Front): WorkerProcess {
  const { parts, workers } = front
  const worker = startWorkerProcess({
    ...parts,
    news: {
      changes(changes) {
        for (const change of changes) parts.publish(change)
      },
      began(callId, by) {
        // The database gave the call to its newest stream; whoever had it before does not know yet.
        for (const other of workers) {
          if (other !== by && other.calls.has(callId)) void other.command(callId, { do: 'letGo' })
        }
      },
      left: () => noteLeft(front),
      hangUp: parts.hangUp,
      pauseAtCarrier: parts.pauseAtCarrier,
      callOver: parts.onCallOver,
    },
  })
  workers.add(worker)
  return worker
}

/** A worker that lived for less did not die of its calls. */
const livedMsMin = 5_000
const restartPauseMsMax = 10_000

/** Replaces the worker, and whoever replaces it, until the relay leaves. */
async function keepWorker(front: Front, first: WorkerProcess): Promise<void> {
  let worker = first
  for (let early = 0; ;) {
    const startedMs = performance.now()
    await worker.gone
    bury(front, worker)
    if (front.leaving.signal.aborted) return
    early = performance.now() - startedMs < livedMsMin ? early + 1 : 0
    const waitMs = early < 2 ? 0 : Math.min(250 * 2 ** early, restartPauseMsMax)
    await pause(waitMs, front.leaving.signal)
    if (front.leaving.signal.aborted) return
    worker = startWorker(front)
  }
}

/** Its calls are on their way to another stream; nobody speaks for them until they are there. */
function bury(front: Front, worker: WorkerProcess): void {
  const { parts, workers, meters } = front
  workers.delete(worker)
  meters.bury(worker)
  const calls = [...worker.calls].filter((callId) => !carrierOf(front, callId))
  for (const callId of calls) {
    parts.publish({ kind: 'parties', callId, parties: betweenStreams })
  }
  noteLeft(front)
  if (!front.leaving.signal.aborted) {
    parts.logger.error({ pid: worker.pid, calls: calls.length }, 'a worker of the relay has died')
  }
}

const betweenStreams = { caller: 'listening', agent: 'connecting' } as const

function noteLeft(front: Front): void {
  if (front.workers.values().some(({ calls }) => calls.size > 0)) return
  for (const tell of front.tellEmpty) tell()
  front.tellEmpty = []
}

function leavingCalls(front: Front): LeavingCalls {
  return {
    all: () =>
      [...front.workers].flatMap((worker) =>
        [...worker.calls].map((callId) => ({
          callId,
          handOver: (atOnce: boolean) => worker.handOver(callId, atOnce),
        })),
      ),
    whenEmpty: () =>
      new Promise((resolve) => {
        front.tellEmpty.push(resolve)
        noteLeft(front)
      }),
  }
}

function carrierOf(front: Front, callId: string): WorkerProcess | undefined {
  return front.workers.values().find(({ calls }) => calls.has(callId))
}

/** A full journal turns nobody away while another worker's has room. */
function emptiest(workers: readonly WorkerProcess[]): WorkerProcess | undefined {
  return workers
    .filter((worker) => worker.takesStreams())
    .toSorted(
      (a, b) => Number(a.isJournalFull()) - Number(b.isJournalFull()) || a.streams() - b.streams(),
    )[0]
}

/** One call at a time: a worker carries audio meanwhile. One that does not answer is left out. */
async function snapshotsOf(worker: WorkerProcess): Promise<Snapshot[]> {
  const snapshots: Snapshot[] = []
  for (const callId of worker.calls) {
    const answer = await worker.snapshot(callId)
    if (answer === null) break
    if (answer.snapshot) snapshots.push(answer.snapshot)
  }
  return snapshots
}

function refuse(line: Socket): void {
  const head = 'HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'
  line.end(head, () => line.destroy())
}
