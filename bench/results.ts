import type { Accuracy } from './accuracy.ts'
import type { Pair, Sample } from './compare.ts'
import type { Limit } from './limit.ts'
import { median } from './percentiles.ts'
import type { RelayName } from './relays.ts'

/** Everything that one run of the bench found. */
export type Results = {
  at: string
  commit: string
  /** Files differed from the commit. */
  changed: boolean
  relay: string
  cores: number
  node: string
  calls: number
  seconds: number
  /** Pieces of 20 ms, the size of the carrier's own frames. */
  pairs: Pair[]
  /** Pieces of 200 ms, as a model sends them; null: not measured. */
  largePieces: Pair | null
  accuracy: Accuracy | null
  limits: Record<RelayName, Limit> | null
}

/** The median over the repetitions. */
export function medianOf(pairs: readonly Pair[], name: RelayName, read: (of: Sample) => number) {
  return median(pairs.map((pair) => read(pair[name])))
}

/** The median over the repetitions of the relay's figure as a multiple of its neighbour's. */
export function medianRatio(pairs: readonly Pair[], read: (of: Sample) => number): number {
  return median(pairs.map((pair) => read(pair.relay) / read(pair.passThrough)))
}
