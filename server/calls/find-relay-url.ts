import type { Clock } from '../clock.ts'
import type { Stores } from '../storage/stores.ts'
import { LEASE_MS } from './relay-lease.ts'

/** The address of the relay that carries a call, or carried it last; null: none is known any more. */
export async function findRelayUrl(
  stores: Pick<Stores, 'relays'>,
  callId: string,
): Promise<string | null> {
  const carriage = await stores.relays.carriage(callId)
  if (carriage === null || carriage.relayId === null) return null
  const relay = await stores.relays.find(carriage.relayId)
  return relay?.url ?? null
}

/** The addresses of all relays that are alive. */
export async function findAliveRelayUrls(
  stores: Pick<Stores, 'relays'>,
  clock: Clock,
): Promise<string[]> {
  const alive = await stores.relays.alive(new Date(clock.now() - LEASE_MS))
  return alive.map(({ url }) => url)
}
