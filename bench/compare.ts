/** The relay and the pass-through in turn under the same load. */
import { measureAccuracy, type Accuracy } from './accuracy.ts'
import { loadRelay, type Load, type Opening } from './load.ts'
import type { BenchOptions } from './options.ts'
import { commandOf, type RelayName } from './relays.ts'
import type { Stage } from './stage.ts'

export type Sample = { load: Load; opening: Opening }
/** One repetition: both, one after the other. */
export type Pair = Record<RelayName, Sample>

export type Comparison = { pairs: Pair[]; accuracy: Accuracy | null }

const framePieceMs = 20
/** Compiling what is run often takes a process with much code some ten seconds; calls last longer. */
const warmUpMs = 12_000
const accuracySeed = 20_261_121

/** Measures `repetitions` pairs; interrupts the calls of the first relay when asked for `accuracy`. */
export async function compare(
  stage: Stage,
  options: BenchOptions,
  asked: { repetitions: number; pieceMs?: number; accuracy?: boolean },
  say: (line: string) => void,
): Promise<Comparison> {
  const pairs: Pair[] = []
  let accuracy: Accuracy | null = null
  const measureOne = async (name: RelayName): Promise<Sample> => {
    await using relay = await loadRelay(stage, commandOf(name, options), name, options.calls)
    const load = await relay.measure({
      pieceMs: asked.pieceMs ?? framePieceMs,
      warmUpMs,
      forMs: options.seconds * 1_000,
    })
    say(`  ${name}: ${describe(load)}`)
    if (name === 'relay' && asked.accuracy === true && accuracy === null) {
      accuracy = await measureAccuracy(stage, accuracySeed)
    }
    return { load, opening: relay.opening }
  }
  for (let pair = 0; pair < asked.repetitions; pair += 1) {
    const relay = await measureOne('relay')
    pairs.push({ relay, passThrough: await measureOne('passThrough') })
  }
  return { pairs, accuracy }
}

/** One line about a load, for whoever waits. */
export function describe({ calls, toModel, toPhone, cpuPerCall }: Load): string {
  const ms = (value: number) => value.toFixed(2)
  const to = [toModel, toPhone].map(
    ({ latencyMs }) => `${ms(latencyMs.p50)} / ${ms(latencyMs.p99)}`,
  )
  return (
    `${calls} calls, to model p50 / p99 ${to[0]} ms, to phone ${to[1]} ms, ` +
    `${(cpuPerCall * calls).toFixed(0)} % of a core`
  )
}
