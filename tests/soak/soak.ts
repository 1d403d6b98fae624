import { setTimeout as sleep } from 'node:timers/promises'
import { isFinal } from '#core/call/status.ts'
import type { Stores } from '#server/storage/stores.ts'
import { audit } from './audit.ts'
import type { CallKept, Evidence, FaultDone, Finding } from './evidence.ts'
import { bringFaults } from './faults.ts'
import { checkExits, checkJournal, findLeftovers } from './leftovers.ts'
import { createRandom, type Random } from './random.ts'
import { startWorld, type World } from './world.ts'

export type SoakOptions = {
  seed: number
  seconds: number
  /** Calls that are up at once. */
  calls: number
  relays: number
  /** A fault comes about every so many ms; null: none ever. */
  faultEveryMs: number | null
  folder: string
  prefersPostgres: boolean
  report(line: string): void
}

export type SoakResult = {
  databaseName: string
  evidence: Evidence
  findings: Finding[]
}

/** Without faults at the end, so that every call can come to its own. */
const CALM_MS = 10_000
/** The share of calls that an operator places. */
const OUTBOUND = 0.3
const LAST_CALLS_MS = 60_000
const SETTLE_MS = 30_000

/** Runs calls and faults against our own processes for the given time, then audits what everybody saw. */
export async function runSoak(options: SoakOptions): Promise<SoakResult> {
  const random = createRandom(options.seed)
  await using world = await startWorld({
    random,
    relayCount: options.relays,
    folder: options.folder,
    prefersPostgres: options.prefersPostgres,
  })
  options.report(`on ${world.databaseName}, seed ${options.seed}`)
  const faults = await runCalls(world, random, options)
  const stuck = await endLastCalls(world)
  await settle(world)
  const leftovers = await findLeftovers(world)
  const exits = await world.relays.leave()
  const kept = await readKept(world)
  const evidence: Evidence = {
    calls: world.carrier.calls.map(({ seen }) => seen),
    sessions: world.model.sessions,
    kept,
    faults,
    lateBeats: world.carrier.lateBeats,
  }
  return {
    databaseName: world.databaseName,
    evidence,
    findings: [
      ...audit(evidence),
      ...stuck,
      ...leftovers,
      ...checkExits(exits),
      ...checkJournal(world.journalDir),
    ],
  }
}

async function runCalls(
  world: World,
  random: Random,
  { seconds, calls, faultEveryMs, report }: SoakOptions,
): Promise<FaultDone[]> {
  const over = AbortSignal.timeout(seconds * 1_000)
  const calm = AbortSignal.timeout(Math.max(0, seconds * 1_000 - CALM_MS))
  const faults =
    faultEveryMs === null
      ? Promise.resolve([])
      : bringFaults(world, {
          random: random.fork('faults'),
          everyMs: faultEveryMs,
          signal: calm,
          report,
        })
  const callers = Array.from({ length: calls }, (_, at) =>
    keepCalling(world, random.fork(`caller ${at}`), over),
  )
  const [done] = await Promise.all([faults, ...callers])
  return done
}

/** One person after another on the same line. Whoever is in a call when time is up finishes it. */
async function keepCalling(world: World, random: Random, over: AbortSignal): Promise<void> {
  await sleep(random.between(0, 3_000))
  while (!over.aborted) {
    const call = random.chance(OUTBOUND) ? callOut(world, random) : world.carrier.callIn()
    const timeUp = new Promise((resolve) => over.addEventListener('abort', resolve, { once: true }))
    await Promise.race([call, timeUp])
    await sleep(random.between(100, 900))
  }
}

/** While nothing works nobody is dialled, and the operator hears so. */
async function callOut(world: World, random: Random): Promise<void> {
  const to = `+1415557${random.between(1_000, 9_999)}`
  await world.carrier.answerOurCall(() => world.placeCall(to)).catch(() => undefined)
}

/** Calls may finish by themselves; one that does not is a finding, and is ended. */
async function endLastCalls({ carrier, nowMs }: World): Promise<Finding[]> {
  const untilMs = nowMs() + LAST_CALLS_MS
  while (carrier.live().length > 0 && nowMs() < untilMs) await sleep(100)
  const stuck = carrier.live()
  for (const call of stuck) call.complete()
  await Promise.all(carrier.calls.map(({ over }) => over))
  return stuck.map(({ seen }) => ({ rule: 'ends', call: seen.number, what: 'would not end' }))
}

/** Waits until the database has what it will ever have: no call is live in it, and no relay holds one. */
async function settle(world: World): Promise<void> {
  const untilMs = world.nowMs() + SETTLE_MS
  while (world.nowMs() < untilMs) {
    const live = await world.stores.calls.live()
    const left = await findLeftovers(world)
    if (live.length === 0 && left.length === 0) return
    await sleep(250)
  }
}

async function readKept({ carrier, stores }: World): Promise<Map<string, CallKept>> {
  const kept = new Map<string, CallKept>()
  for (const { seen, story } of carrier.calls) {
    const found = await readCall(stores, seen.callSid)
    if (!found) continue
    kept.set(seen.callSid, found)
    const { status, endReason } = found.call
    story.tell('database', `${isFinal(status) ? 'ended' : 'live'}: ${status}, ${endReason}`)
  }
  return kept
}

async function readCall(stores: Stores, callSid: string): Promise<CallKept | null> {
  const call = await stores.calls.find(callSid)
  if (!call) return null
  const [lines, events, usages] = await Promise.all([
    stores.transcripts.list(call.id),
    readEvents(stores, call.id),
    stores.usages.list(call.id),
  ])
  return { call, lines, events, usages }
}

async function readEvents(stores: Stores, callId: string): Promise<CallKept['events']> {
  const events = []
  for (;;) {
    const afterSeq = events.at(-1)?.seq ?? 0
    const page = await stores.events.list(callId, { afterSeq, limit: 500 })
    if (page.length === 0) return events
    events.push(...page)
  }
}
