/** How many calls one relay process carries before it is no longer prompt. */
import { describe } from './compare.ts'
import { loadRelay, type Load, type LoadedRelay } from './load.ts'
import type { Stage } from './stage.ts'

export type Limit = {
  /** The most calls at which p99 stayed within {@link promptMs} both ways. */
  calls: number
  /** What stopped the search: the relay's latency, its refusal of more calls, or the load generator's own limit. */
  because: 'latency' | 'refusal' | 'generator' | 'steps'
  loads: Load[]
}

const promptMs = 20
/** A load generator that sends this late does not measure the relay any more. */
const generatorLateMs = 20
const steps = [100, 200, 300, 400, 500, 600, 800, 1_000, 1_300, 1_600]
const times = { pieceMs: 20, warmUpMs: 2_000, forMs: 4_000 }

const attempts = 3

/** Adds calls to one relay, step by step, until p99 passes 20 ms in either direction. */
export async function findLimit(
  stage: Stage,
  command: string,
  name: string,
  say: (line: string) => void,
): Promise<Limit> {
  const limit: Limit = { calls: 0, because: 'steps', loads: [] }
  const [first = 0, ...further] = steps
  await using relay = await loadRelay(stage, command, `${name}-limit`, first)
  for (const calls of [first, ...further]) {
    const added = calls === first || (await relay.add(calls - (limit.loads.at(-1)?.calls ?? 0)))
    if (!added) return { ...limit, because: 'refusal' }
    const load = await measurePatiently(relay)
    say(`  ${name}: ${describe(load)}`)
    limit.loads.push(load)
    if (!isPrompt(load)) return { ...limit, because: isLate(load) ? 'generator' : 'latency' }
    limit.calls = calls
  }
  return limit
}

/** A machine with other work stumbles now and then; a relay at its limit does so every time. */
async function measurePatiently(relay: LoadedRelay): Promise<Load> {
  let load = await relay.measure(times)
  for (let tried = 1; tried < attempts && !isPrompt(load); tried += 1) {
    load = await relay.measure(times)
  }
  return load
}

function isPrompt({ toModel, toPhone }: Load): boolean {
  return Math.max(toModel.latencyMs.p99, toPhone.latencyMs.p99) <= promptMs
}

function isLate({ toModel, toPhone }: Load): boolean {
  return Math.max(toModel.lateMs.p99, toPhone.lateMs.p99) > generatorLateMs
}
