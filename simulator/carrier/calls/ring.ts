import { unreachable } from '#core/unreachable.ts'
import type { Exchange } from '../exchange.ts'
import type { Call } from './call.ts'
import { changeStatus, endCall } from './change-status.ts'
import { fateOf } from './fate.ts'

const DIAL_MS = 60
const FIRST_RING_MS = 140
const BUSY_MS = 700

/** Dials the call's number. True when somebody is about to pick up; otherwise the call has ended. */
export async function ring(exchange: Exchange, call: Call, timeoutMs: number): Promise<boolean> {
  const wait = (ms: number) => exchange.timeline.wait(ms, call.over.signal)
  if (!(await wait(DIAL_MS))) return false
  changeStatus(exchange, call, 'initiated')
  const fate = fateOf(call.to)
  switch (fate.kind) {
    case 'busy':
      if (await wait(BUSY_MS)) endCall(exchange, call, 'busy', { sipResponseCode: 486 })
      return false
    case 'refused':
    case 'fails': {
      const sipResponseCode = fate.kind === 'fails' ? fate.sipResponseCode : 403
      if (await wait(FIRST_RING_MS)) endCall(exchange, call, 'failed', { sipResponseCode })
      return false
    }
    case 'noAnswer':
    case 'answers': {
      if (!(await wait(FIRST_RING_MS))) return false
      changeStatus(exchange, call, 'ringing')
      const ringMs = fate.kind === 'noAnswer' ? Infinity : call.scenario.ringMs
      if (!(await wait(Math.min(ringMs, timeoutMs)))) return false
      if (ringMs < timeoutMs) return true
      endCall(exchange, call, 'no-answer', { sipResponseCode: 487 })
      return false
    }
    default:
      return unreachable(fate)
  }
}
