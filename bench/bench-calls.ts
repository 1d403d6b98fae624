import { randomBytes } from 'node:crypto'
import { defaultAgentConfig } from '#core/agent/default-config.ts'
import type { Stores } from '#server/storage/stores.ts'
import type { CallToPlace } from './side-messages.ts'

const ticketMs = 600_000

/** Makes `count` answered inbound calls, numbered from `first`, each with a ticket for its stream. */
export async function makeCalls(
  stores: Stores,
  first: number,
  count: number,
): Promise<CallToPlace[]> {
  const calls: CallToPlace[] = []
  for (let number = first; number < first + count; number += 1) {
    const callSid = `CA${randomBytes(16).toString('hex')}`
    const { call } = await stores.calls.create({
      callSid,
      direction: 'inbound',
      from: '+14155550123',
      to: '+14155550100',
      status: 'in-progress',
      agentId: null,
      agentName: 'Bench',
      config: defaultAgentConfig,
    })
    const expiresAt = new Date(Date.now() + ticketMs)
    const stream = { callId: call.id, callSid, streamNumber: 0, expiresAt }
    const { ticket } = await stores.tickets.mintStreamTicket(stream)
    calls.push({ number, callSid, ticket })
  }
  return calls
}

/** Ends whatever is up, as the carrier's callbacks would. */
export async function endCalls({ calls }: Stores): Promise<void> {
  const at = new Date()
  for (const { id } of await calls.live()) await calls.recordStatus(id, { status: 'completed', at })
}
