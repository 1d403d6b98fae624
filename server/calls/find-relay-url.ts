import type { Stores } from '../storage/stores.ts'

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
