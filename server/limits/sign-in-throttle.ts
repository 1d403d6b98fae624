import { signInWaitSeconds } from '#core/access/sign-in-wait.ts'
import type { SharedCounter } from './shared-counter.ts'

/** What tries are counted for: an account, an address, a device, a second factor. */
export type Lane = { key: string; free: number; rememberSeconds: number }

export type SignInThrottle = {
  /** Counts a try in every lane. Answers null, or how long to wait before the next. */
  begin(lanes: readonly Lane[]): Promise<{ waitSeconds: number } | null>
  /** The secret was right: forgets what the lane was counting. */
  clear(lane: Lane): Promise<void>
  /** The secret was right: the try does not count, others of the lane do. */
  forgive(lane: Lane): Promise<void>
}

/**
 * Slows guessing down in every process at once. A try is counted before it is
 * made, so that a hundred at the same instant are a hundred; one that is refused
 * is not, so that knocking on does not lengthen the wait.
 */
export function createSignInThrottle(shared: SharedCounter): SignInThrottle {
  async function enter(lane: Lane): Promise<number> {
    const before = await shared.read(triesOf(lane))
    const addOne = () => shared.add(triesOf(lane), 1, lane.rememberSeconds)
    if (before < lane.free - 1) {
      const { points } = await addOne()
      if (points < lane.free) return 0
      await shared.add(triesOf(lane), -1, lane.rememberSeconds)
    }
    // Whoever closes the gate is the one who goes through it.
    const tries = Math.max(before + 1, lane.free)
    const gate = await shared.add(gateOf(lane), 1, signInWaitSeconds(tries, lane.free))
    if (gate.points > 1) return Math.max(1, Math.ceil(gate.leftMs / 1_000))
    await addOne()
    return 0
  }

  return {
    async begin(lanes) {
      for (const lane of lanes) {
        const waitSeconds = await enter(lane)
        if (waitSeconds > 0) return { waitSeconds }
      }
      return null
    },
    async clear(lane) {
      await shared.forget(triesOf(lane))
      await shared.forget(gateOf(lane))
    },
    async forgive(lane) {
      await shared.add(triesOf(lane), -1, lane.rememberSeconds)
    },
  }
}

function triesOf({ key }: Lane): string {
  return `tries:${key}`
}

function gateOf({ key }: Lane): string {
  return `gate:${key}`
}
