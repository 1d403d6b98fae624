import { randomUUID } from 'node:crypto'
import type { Agent, AgentConfig } from '#contracts/agent.ts'
import type { Call, PlaceCall } from '#contracts/call.ts'
import { defaultAgent } from '../agents/default-agent.ts'
import type { AppContext } from '../context.ts'
import { callingNumber } from '../numbers/calling-number.ts'
import { agentNotFound, refuse, type Refusal } from '../refusal.ts'
import { dial } from './dial.ts'
import { effectiveConfig } from './effective-config.ts'
import { relayTakesCalls } from './relay-takes-calls.ts'

export type Placed = { ok: true; call: Call; created: boolean }
export type PlacedBy = { operatorId?: string; idempotencyKey?: string }

/**
 * Dials `to`. Our row is written first, under our own id, so that the carrier's
 * callbacks find it however early they come. The same idempotency key again
 * answers the call it placed before, as it now is, and dials nobody.
 */
export async function placeCall(
  ctx: AppContext,
  input: PlaceCall,
  by: PlacedBy = {},
): Promise<Placed | Refusal> {
  const agent = await chosenAgent(ctx, input.agentId)
  if (agent === null) return agentNotFound()
  const from = await callingNumber(ctx, input.from)
  if (!from.ok) return from
  if (!(await relayTakesCalls(ctx))) return noRelay()
  const { call, created } = await ctx.stores.calls.create({
    id: randomUUID(),
    direction: 'outbound',
    from: from.phoneNumber,
    to: input.to,
    status: 'created',
    agentId: agent.id,
    agentName: agent.name,
    config: effectiveConfig(ctx.config, withOverrides(agent.config, input)),
    ...(by.operatorId !== undefined && { placedById: by.operatorId }),
    ...(by.idempotencyKey !== undefined && { idempotencyKey: by.idempotencyKey }),
  })
  if (created) return dial(ctx, call, input.detectAnsweringMachine)
  if (call.to === input.to) return { ok: true, call, created: false }
  return refuse('conflict', 'This Idempotency-Key has placed a call to another number before.')
}

/** Whoever answered would hear nobody. */
function noRelay(): Refusal {
  return refuse(
    'relay-unreachable',
    'No relay takes calls right now: it may be restarting. Nobody was dialled; try again in a moment.',
  )
}

function chosenAgent(ctx: AppContext, agentId: string | undefined): Promise<Agent | null> {
  return agentId === undefined ? defaultAgent(ctx) : ctx.stores.agents.find(agentId)
}

function withOverrides(config: AgentConfig, { instructions, voice }: PlaceCall): AgentConfig {
  return {
    ...config,
    ...(instructions !== undefined && { instructions }),
    ...(voice !== undefined && { voice }),
  }
}
