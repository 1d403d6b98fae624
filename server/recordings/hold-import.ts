import type { Clock } from '../clock.ts'
import type { StoredRecording } from '../storage/recording-stores.ts'
import type { Stores } from '../storage/stores.ts'

/** An import that is this relay's alone, for as long as it goes on saying so. */
export type ImportHold = {
  /** `forOthers`: it was given up half-way, and is due at once for whoever comes. */
  letGo(forOthers: boolean): Promise<void>
}

/** Of a relay that was killed, another takes over after this. */
const HOLD_MS = 20_000
const RENEW_EVERY_MS = 5_000

/** Takes an import that is due, unless another relay has: then null. */
export async function holdImport(
  { stores, clock }: { stores: { recordings: Stores['recordings'] }; clock: Clock },
  { recordingSid, nextAttemptAt }: StoredRecording,
): Promise<ImportHold | null> {
  const { recordings } = stores
  let until = new Date(clock.now() + HOLD_MS)
  if (!(await recordings.holdImport(recordingSid, nextAttemptAt, until))) return null
  let renewal: Promise<unknown> = Promise.resolve()

  async function renew(): Promise<void> {
    const next = new Date(clock.now() + HOLD_MS)
    // What cannot be renewed is at worst fetched twice, which changes nothing.
    const renewed = await recordings.holdImport(recordingSid, until, next).catch(() => false)
    if (renewed) until = next
  }

  const timer = setInterval(() => {
    renewal = renewal.then(renew)
  }, RENEW_EVERY_MS)
  return {
    async letGo(forOthers) {
      clearInterval(timer)
      await renewal
      if (forOthers) await recordings.holdImport(recordingSid, until, null).catch(() => false)
    },
  }
}
