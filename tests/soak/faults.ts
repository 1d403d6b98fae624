import { setTimeout as sleep } from 'node:timers/promises'
import type { FaultDone } from './evidence.ts'
import type { Random } from './random.ts'
import type { World } from './world.ts'

/** How long after a fault has ended a call may still feel it, ms: detection, recovery, catching up. */
const AFTERMATH_MS = 12_000

type Outcome = { callNumbers: number[] | 'all' }
type Fault = { kind: string; bring(world: World, random: Random): Promise<Outcome> }

/** Every way in which something is made to fail, each of them alone. */
export const FAULTS: readonly Fault[] = [
  modelDrop(1_006),
  modelDrop(1_011),
  modelDrop(4_000),
  {
    kind: 'model frozen',
    bring: (world, random) =>
      toSessions(world, random, (session) => session.freeze(random.between(4_000, 9_000))),
  },
  {
    kind: 'model reads slowly',
    bring: (world, random) =>
      toSessions(world, random, (session) => session.readSlowly(random.between(1_000, 4_000))),
  },
  {
    kind: 'model refuses',
    async bring(world, random) {
      world.model.refuse(random.between(1, 2), random.pick([503, 429, 500]))
      return toSessions(world, random, (session) => session.drop(1_011))
    },
  },
  {
    kind: 'phone dropped',
    bring: (world, random) => toLines(world, random, (line) => line.drop()),
  },
  {
    kind: 'phone gap',
    bring: (world, random) =>
      toLines(world, random, (line) => line.gap(random.between(200, 2_500))),
  },
  {
    kind: 'phone reads slowly',
    bring: (world, random) =>
      toLines(world, random, (line) => line.freeze(random.between(1_000, 4_000))),
  },
  {
    kind: 'relay killed',
    async bring({ relays }, random) {
      await relays.kill(random.pick(relays.up()))
      return { callNumbers: 'all' }
    },
  },
  {
    kind: 'relay replaced',
    async bring({ relays }, random) {
      await relays.replace(random.pick(relays.up()))
      return { callNumbers: 'all' }
    },
  },
  {
    kind: 'database cut',
    bring: (world, random) => toDatabase(world, 'cut', random.between(2_000, 6_000)),
  },
  {
    kind: 'database frozen',
    bring: (world, random) => toDatabase(world, 'frozen', random.between(2_000, 6_000)),
  },
]

/** Brings one fault after another, every kind once before any comes again, until `signal` aborts. */
export async function bringFaults(
  world: World,
  options: { random: Random; everyMs: number; signal: AbortSignal; report(line: string): void },
): Promise<FaultDone[]> {
  const { random, everyMs, signal, report } = options
  const done: FaultDone[] = []
  let waiting: Fault[] = []
  while (!signal.aborted) {
    await sleep(random.between(everyMs / 2, everyMs * 1.5), undefined, { signal }).catch(() => {})
    if (signal.aborted) break
    if (waiting.length === 0) waiting = random.shuffled(FAULTS)
    const fault = waiting.shift()
    if (!fault) break
    const fromMs = world.nowMs()
    const record: FaultDone = { kind: fault.kind, fromMs, untilMs: Infinity, callNumbers: 'all' }
    done.push(record)
    report(`${(fromMs / 1_000).toFixed(1)} s: ${fault.kind}`)
    for (const { story } of world.carrier.live()) story.tell('fault', fault.kind)
    try {
      const { callNumbers } = await fault.bring(world, random)
      record.callNumbers = callNumbers
    } catch (error) {
      record.failure = String(error)
    }
    record.untilMs = world.nowMs() + AFTERMATH_MS
  }
  return done
}

function modelDrop(code: number): Fault {
  return {
    kind: `model dropped with ${code}`,
    bring: (world, random) => toSessions(world, random, (session) => session.drop(code)),
  }
}

/** Half of them, so that the other half shows that neighbours feel nothing. */
async function toSessions(
  { model }: World,
  random: Random,
  fail: (session: ReturnType<World['model']['open']>[number]) => void,
): Promise<Outcome> {
  const sessions = halfOf(random, model.open())
  for (const session of sessions) fail(session)
  // A session that has heard nobody yet may be anybody's.
  if (sessions.some(({ seen }) => seen.call === null)) return { callNumbers: 'all' }
  return { callNumbers: sessions.flatMap(({ seen }) => seen.call ?? []) }
}

async function toLines(
  { carrier }: World,
  random: Random,
  fail: (line: NonNullable<ReturnType<World['carrier']['calls'][number]['line']>>) => void,
): Promise<Outcome> {
  const calls = halfOf(random, carrier.live())
  for (const call of calls) {
    const line = call.line()
    if (line) fail(line)
  }
  return { callNumbers: calls.map(({ seen }) => seen.number) }
}

async function toDatabase(
  { database }: World,
  mode: 'cut' | 'frozen',
  forMs: number,
): Promise<Outcome> {
  database.setMode(mode)
  await sleep(forMs)
  database.setMode('open')
  return { callNumbers: 'all' }
}

function halfOf<Entry>(random: Random, entries: readonly Entry[]): Entry[] {
  return random.shuffled(entries).slice(0, Math.ceil(entries.length / 2))
}
