/** Time, handed in, so that tests decide what o'clock it is. ms since the epoch. */
export type Clock = { now: () => number }

export const systemClock: Clock = { now: () => Date.now() }
