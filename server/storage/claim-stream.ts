import { z } from 'zod'
import { agentConfigSchema } from '#contracts/agent.ts'
import { directionSchema } from '#contracts/call.ts'
import type { Database } from './database.ts'
import type { CallStore, StreamClaim } from './call-stores.ts'
import { hashOf } from './ticket-hash.ts'

type Claim = Parameters<CallStore['claimStream']>[0]

/**
 * Spends the ticket and ties the stream to its call in one round trip, by a function of
 * the database (migration `claim_stream`): a caller is waiting. A ticket whose call is
 * over is spent as well, and so is one whose turn has passed: it opens the stream
 * of its number only. Two tickets for one stream meet at the call's row, and
 * whoever comes second finds it counted.
 */
export async function claimStream(
  { quickLane }: Database,
  { ticket, now, ...stream }: Claim,
): Promise<StreamClaim | null> {
  const asked = JSON.stringify({ ...stream, hash: hashOf(ticket), nowMs: now.getTime() })
  const answered = await quickLane.ask(statement, asked)
  if (answered === null) return null
  const { firstStreamMs, ...claim } = claimSchema.parse(JSON.parse(answered))
  return { ...claim, firstStreamAt: new Date(firstStreamMs) }
}

/** Claims nothing, on each of the connections: a plan is a connection's own. */
export async function warmClaims({ quickLane }: Database): Promise<void> {
  const nothing = Array.from({ length: quickLane.connectionsMax }, () =>
    quickLane.ask(statement, '{}'),
  )
  await Promise.all(nothing)
}

const statement = 'SELECT claim_stream($1::jsonb)'

const claimSchema = z.object({
  callId: z.string(),
  direction: directionSchema,
  config: agentConfigSchema,
  streamNumber: z.number().int(),
  firstStreamMs: z.number(),
})
