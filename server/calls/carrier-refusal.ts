import { refuse, type Refusal } from '../refusal.ts'
import type { CarrierFailure } from '../twilio/carrier-failure.ts'
import { explainRefusal } from './explain-refusal.ts'

/** The carrier's no as a refusal of ours; silence, and faults of its own, are another matter. */
export function carrierRefusal({ problem, code, status, message }: CarrierFailure): Refusal {
  const isItsFault = status !== null && status >= 500
  if (problem === 'carrier-unreachable' || isItsFault) {
    return refuse(
      'carrier-unreachable',
      `The carrier does not answer (${message}). Try again; if it stays so, check TWILIO_API_BASE_URL.`,
    )
  }
  const vendorCode = code === null ? {} : { vendorCode: code }
  return refuse('carrier-refused', explainRefusal(code, message), vendorCode)
}
