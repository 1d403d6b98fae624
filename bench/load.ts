/** One relay with calls on it, and what it did with them. */
import { availableParallelism } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { endCalls, makeCalls } from './bench-calls.ts'
import { nowMs } from './clock.ts'
import { distribution, type Distribution } from './percentiles.ts'
import type { Measured } from './recorder.ts'
import type { RelayProcess } from './relay-process.ts'
import type { Handshake, Started } from './side-messages.ts'
import type { Stage } from './stage.ts'

export type LoadedRelay = AsyncDisposable & {
  opening: Opening
  /** Puts so many more calls on the air. False: the relay did not take them all. */
  add(count: number): Promise<boolean>
  measure(options: LoadTimes): Promise<Load>
}

type LoadTimes = { pieceMs: number; warmUpMs: number; forMs: number }

/**
 * Of calls that begin one after the other on a relay with nothing else to do:
 * ms from the stream's `start` until the relay reaches the model, and from
 * there, its handshake left out, to the relay's `session.update`.
 */
export type Opening = { toDial: Distribution; toUpdate: Distribution; both: Distribution }

export type Load = {
  calls: number
  toModel: Measured
  toPhone: Measured
  /** In percent of one core. */
  cpuPerCall: number
  /** Resident memory above that of the idle process. */
  memoryPerCallKb: number
  /** What other programs took of the whole machine meanwhile, 0 to 1. */
  elsewhereShare: number
}

const callsAlone = 10
const rampEveryMs = 20
/** What takes less of a core for so long has nothing to do. */
const idle = { share: 0.05, forMs: 500, withinMs: 30_000 }

/** Starts a relay and puts `calls` on the air, the first ten alone. */
export async function loadRelay(
  stage: Stage,
  command: string,
  name: string,
  calls: number,
): Promise<LoadedRelay> {
  const relay = await stage.start(command, name)
  await untilIdle(relay)
  const idleKb = relay.usage().residentKb
  const opening = await placeOneByOne(stage, Math.min(callsAlone, calls))
  let live = Math.min(callsAlone, calls)
  const loaded: LoadedRelay = {
    opening,
    async add(count) {
      const placed = await place(stage, live, count, rampEveryMs)
      live += count
      return placed !== null
    },
    measure: (times) => measure(stage, relay, times, { calls: live, idleKb }),
    async [Symbol.asyncDispose]() {
      await stage.model.ask('quiet', null)
      await stage.caller.ask('hangUp', null)
      // The next relay would ask the carrier about each of them, beside what is measured.
      await endCalls(stage.stores)
      await relay.stop()
    },
  }
  if (calls > live && !(await loaded.add(calls - live))) {
    throw new Error(`The relay did not take ${calls} calls. Its log: ${relay.logFile}`)
  }
  return loaded
}

/** A relay that has just started may have much to put in order, the last one's recordings among it. */
async function untilIdle(relay: RelayProcess): Promise<void> {
  const deadline = nowMs() + idle.withinMs
  let busyMs = Number.POSITIVE_INFINITY
  while (busyMs > idle.share * idle.forMs && nowMs() < deadline) {
    const beforeMs = relay.usage().cpuMs
    await pause(idle.forMs)
    busyMs = relay.usage().cpuMs - beforeMs
  }
}

async function placeOneByOne(stage: Stage, count: number): Promise<Opening> {
  const toDial: number[] = []
  const toUpdate: number[] = []
  for (let number = 0; number < count; number += 1) {
    const placed = await place(stage, number, 1, 0)
    if (placed === null) throw new Error('The relay did not take the first call.')
    toDial.push(placed.handshake.connectedMs - placed.started.startMs)
    toUpdate.push(placed.handshake.updatedMs - placed.handshake.createdMs)
  }
  return {
    toDial: distribution(toDial),
    toUpdate: distribution(toUpdate),
    both: distribution(toDial.map((ms, index) => ms + (toUpdate[index] ?? 0))),
  }
}

const reachModelWithinMs = 10_000

/** Answers how the first of them began; null when not all of them reached the model. */
async function place(
  stage: Stage,
  first: number,
  count: number,
  everyMs: number,
): Promise<{ started: Started; handshake: Handshake } | null> {
  const calls = await makeCalls(stage.stores, first, count)
  const withinMs = reachModelWithinMs + count * everyMs
  const [handshakes, started] = await Promise.all([
    stage.model.ask('handshakes', { count, withinMs }),
    stage.caller.ask('place', { door: stage.door, calls, everyMs }),
  ])
  if (started.length < count || handshakes.length < count) return null
  const [firstStarted, handshake] = [started[0], handshakes[0]]
  return firstStarted && handshake ? { started: firstStarted, handshake } : null
}

async function measure(
  stage: Stage,
  relay: RelayProcess,
  times: LoadTimes,
  { calls, idleKb }: { calls: number; idleKb: number },
): Promise<Load> {
  await stage.model.ask('talk', { pieceMs: times.pieceMs })
  await pause(times.warmUpMs)
  const fromMs = nowMs() + 20
  const window = { fromMs, toMs: fromMs + times.forMs }
  const read = () => ({
    relay: relay.usage(),
    elsewhereMs: stage.elsewhereMs(relay),
    atMs: nowMs(),
  })
  const before = read()
  const [toModel, toPhone, after] = await Promise.all([
    stage.model.ask('measure', window),
    stage.caller.ask('measure', window),
    pause(times.forMs).then(read),
  ])
  await stage.model.ask('quiet', null)
  const elapsedMs = after.atMs - before.atMs
  return {
    calls,
    toModel,
    toPhone,
    cpuPerCall: ((after.relay.cpuMs - before.relay.cpuMs) / elapsedMs / calls) * 100,
    memoryPerCallKb: (after.relay.residentKb - idleKb) / calls,
    elsewhereShare: (after.elsewhereMs - before.elsewhereMs) / elapsedMs / availableParallelism(),
  }
}
