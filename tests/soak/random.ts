/** Chance that can be repeated: the same seed draws the same numbers. */
export type Random = {
  /** From 0 up to, but never, 1. */
  next(): number
  /** A whole number, both ends included. */
  between(least: number, most: number): number
  chance(probability: number): boolean
  pick<Entry>(entries: readonly Entry[]): Entry
  shuffled<Entry>(entries: readonly Entry[]): Entry[]
  /** Chance of its own for one part, so that parts do not disturb each other. */
  fork(name: string): Random
}

/** A stream of numbers from a seed (mulberry32). */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  return {
    next,
    between,
    chance: (probability) => next() < probability,
    pick(entries) {
      const entry = entries[between(0, entries.length - 1)]
      if (entry === undefined) throw new Error('There is nothing to pick from.')
      return entry
    },
    shuffled: (entries) =>
      entries
        .map((entry) => ({ entry, order: next() }))
        .toSorted((a, b) => a.order - b.order)
        .map(({ entry }) => entry),
    fork: (name) => createRandom(name.split('').reduce(mix, seed)),
  }
}

function mix(hash: number, letter: string): number {
  return Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16_777_619) >>> 0
}
