import { LEASE_MS } from '../calls/relay-lease.ts'
import type { Clock } from '../clock.ts'
import type { Logger } from '../logger.ts'
import type { RelayStore } from '../storage/stores.ts'
import { pause } from './pause.ts'

/** This process's entry among the relays, by which the others know that it lives. */
export type Lease = {
  /** From now on it says that no new calls are taken. */
  drain(): Promise<void>
  /** Whether another relay takes new calls, as far as its lease tells. */
  othersTakeCalls(): Promise<boolean>
  /** Strikes the entry out: the relay leaves in good order. */
  end(): Promise<void>
}

/**
 * Renews the relay's lease at once and every three seconds (it lasts twelve). A
 * renewal that fails is tried again with the next; calls go on meanwhile.
 */
export function holdLease(
  relay: { id: string; url: string },
  ports: { relays: Pick<RelayStore, 'renew' | 'remove' | 'alive'>; clock: Clock; logger: Logger },
): Lease {
  const { relays, clock, logger } = ports
  const ending = new AbortController()
  let draining = false

  const attempt = (what: string, write: () => Promise<void>) =>
    write().catch((error: unknown) => logger.warn({ err: error }, what))
  const renew = () =>
    attempt('the relay’s lease could not be renewed', () =>
      relays.renew({ ...relay, draining }, new Date(clock.now())),
    )

  async function keep(): Promise<void> {
    while (!ending.signal.aborted) {
      await renew()
      await pause(renewEveryMs, ending.signal)
    }
  }
  const kept = keep()

  return {
    drain() {
      draining = true
      return renew()
    },
    async othersTakeCalls() {
      const alive = await relays.alive(new Date(clock.now() - LEASE_MS))
      return alive.some(({ id, draining: leaves }) => id !== relay.id && !leaves)
    },
    async end() {
      ending.abort()
      await kept
      await attempt('the relay’s lease could not be ended', () => relays.remove(relay.id))
    },
  }
}

const renewEveryMs = 3_000
