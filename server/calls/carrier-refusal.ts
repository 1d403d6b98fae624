import { refuse, type Refusal } from '../refusal.ts'
import type { CarrierFailure } from '../twilio/rest.ts'
import { explainRefusal } from './explain-refusal.ts'

/** The carrier's no as a refusal of ours; no answer at all, and its own faults, are another matter. */
export function carrierRefusal(failure: CarrierFailure): Refusal {
  const detail = explainRefusal(failure.code, failure.message)
  if (isOutOfReach(failure)) return refuse('carrier-unreachable', detail)
  return refuse(
    'carrier-refused',
    detail,
    failure.code === null ? {} : { vendorCode: failure.code },
  )
}

function isOutOfReach({ code, status }: CarrierFailure): boolean {
  return code === null || status === null || status >= 500
}
