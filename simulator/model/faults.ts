import type { Duplex } from 'node:stream'
import { unreachable } from '#core/unreachable.ts'
import type { WebSocket } from 'ws'
import { z } from 'zod'
import { createFaultyLine, type FaultyLine } from './faulty-line.ts'
import { refusal, type WireError } from './wire-error.ts'

const ms = z.int().min(0).max(3_600_000)

/** Trouble on demand, as `POST /simulator/faults` of the model takes it. */
export const modelFaultSchema = z.discriminatedUnion('fault', [
  /** Every session is lost: 1006 cuts the connection (TCP reset), any other code is a close frame. */
  z.strictObject({
    fault: z.literal('drop'),
    code: z.union([
      z.literal(1_006),
      z.int().min(1_000).max(1_015).refine(isSendable, 'this code is never sent'),
      z.int().min(3_000).max(4_999),
    ]),
    reason: z.string().max(100).default(''),
  }),
  /** Sockets stay open, but nothing is read, answered or ponged; for ever, or for a while. */
  z.strictObject({ fault: z.literal('freeze'), forMs: ms.optional() }),
  /** The next connections are turned away at the door. */
  z.strictObject({
    fault: z.literal('refuse'),
    connections: z.int().min(1).max(10_000),
    status: z.int().min(400).max(599),
    code: z.string().max(64).default('server_error'),
  }),
  /** Every event arrives later by so much; 0 ends it. */
  z.strictObject({ fault: z.literal('delay'), ms }),
  /** Everything is as it should be again. */
  z.strictObject({ fault: z.literal('none') }),
])
export type ModelFault = z.infer<typeof modelFaultSchema>

export type ModelFaults = {
  bring(fault: ModelFault): void
  /** What the next connection is refused with, which uses it up. */
  refuse(): { status: number; error: WireError } | undefined
  /** Takes a connection under its power; what it answers is how to send on it. */
  adopt(client: WebSocket, socket: Duplex): (text: string) => void
  state(): { sessions: number; refusals: number; delayMs: number; isFrozen: boolean }
}

/** The troubles of one running model. */
export function createModelFaults(): ModelFaults {
  const lines = new Set<FaultyLine>()
  let refusals: { left: number; status: number; error: WireError } | undefined
  let delayMs = 0
  let isFrozen = false
  let thawing: NodeJS.Timeout | undefined

  function setFrozen(frozen: boolean): void {
    clearTimeout(thawing)
    isFrozen = frozen
    for (const line of lines) line.setFrozen(frozen)
  }
  function setDelay(laterMs: number): void {
    delayMs = laterMs
    for (const line of lines) line.setDelay(laterMs)
  }
  return {
    bring(fault) {
      switch (fault.fault) {
        case 'drop':
          for (const line of lines) line.drop(fault.code, fault.reason)
          return undefined
        case 'freeze':
          setFrozen(true)
          if (fault.forMs !== undefined) thawing = setTimeout(setFrozen, fault.forMs, false).unref()
          return undefined
        case 'refuse': {
          const message = `This connection was refused on demand with HTTP status ${fault.status}.`
          const { connections: left, status, code } = fault
          refusals = { left, status, error: refusal(code, message) }
          return undefined
        }
        case 'delay':
          return setDelay(fault.ms)
        case 'none':
          refusals = undefined
          setFrozen(false)
          return setDelay(0)
        default:
          return unreachable(fault)
      }
    },
    refuse() {
      if (!refusals || refusals.left === 0) return undefined
      refusals.left -= 1
      return refusals
    },
    adopt(client, socket) {
      const line = createFaultyLine(client, socket)
      lines.add(line)
      client.on('close', () => lines.delete(line))
      line.setFrozen(isFrozen)
      line.setDelay(delayMs)
      return line.send
    },
    state: () => ({ sessions: lines.size, refusals: refusals?.left ?? 0, delayMs, isFrozen }),
  }
}

/** 1004 to 1006 and 1015 stand in no close frame (RFC 6455, 7.4.1). */
function isSendable(code: number): boolean {
  return (code < 1_004 || code > 1_006) && code !== 1_015
}
