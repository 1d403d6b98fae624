import { randomUUID } from 'node:crypto'
import type { Agent, AgentConfig } from '#contracts/agent.ts'
import type { Call, PlaceCall } from '#contracts/call.ts'
import { decideDial } from '#core/spending/decide-dial.ts'
import { unreachable } from '#core/unreachable.ts'
import { defaultAgent } from '../agents/default-agent.ts'
import type { AppContext } from '../context.ts'
import { callingNumber } from '../numbers/calling-number.ts'
import { numberFacts } from '../numbers/number-facts.ts'
import { agentNotFound, refuse, type Refusal } from '../refusal.ts'
import { defaultsOf } from '../spending/house-limits.ts'
import { refuseDial } from '../spending/refuse-dial.ts'
import type { NewPlacedCall, PlacedRow } from '../storage/call-stores.ts'
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
  const config = effectiveConfig(ctx.config, withOverrides(agent.config, input))
  const row = await createGuarded(ctx, {
    id: randomUUID(),
    from: from.phoneNumber,
    to: input.to,
    agentId: agent.id,
    agentName: agent.name,
    config,
    ...(by.operatorId !== undefined && { placedById: by.operatorId }),
    ...(by.idempotencyKey !== undefined && { idempotencyKey: by.idempotencyKey }),
  })
  switch (row.outcome) {
    case 'placed':
      return dial(ctx, row.call, input.detectAnsweringMachine)
    case 'repeated':
      if (row.call.to === input.to) return { ok: true, call: row.call, created: false }
      return refuse('conflict', 'This Idempotency-Key has placed a call to another number before.')
    case 'refused':
      return refuseDial(row.refusal, new Date(ctx.clock.now()))
    default:
      return unreachable(row)
  }
}

/** Every call of ours is measured by the house's limits here, and gets its row only if it fits. */
function createGuarded(ctx: AppContext, call: NewPlacedCall): Promise<PlacedRow> {
  const number = numberFacts(call.to)
  const { model, longestCallMinutes } = call.config
  return ctx.stores.calls.createPlaced(call, {
    now: new Date(ctx.clock.now()),
    defaults: defaultsOf(ctx),
    decide: (limits, use) => decideDial(limits, use, { number, model, longestCallMinutes }),
  })
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
