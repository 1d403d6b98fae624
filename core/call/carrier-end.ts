import type { CarrierStatus } from '#contracts/twilio-webhooks.ts'
import { unreachable } from '../unreachable.ts'
import type { CallEnding } from './effects.ts'

/**
 * Why a call ended, as far as the carrier's status tells; null: it goes on.
 * `completed`: what to say of a call that ran and ended without another reason.
 */
export function carrierEnd(status: CarrierStatus, completed: CallEnding): CallEnding | null {
  switch (status) {
    case 'queued':
    case 'initiated':
    case 'ringing':
    case 'in-progress':
      return null
    case 'completed':
      return completed
    case 'busy':
    case 'no-answer':
    case 'canceled':
      return { reason: status, by: 'carrier' }
    case 'failed':
      return { reason: 'carrier-failed', by: 'carrier' }
    default:
      return unreachable(status)
  }
}
