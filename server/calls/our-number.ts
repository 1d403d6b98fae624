import type { Call } from '#contracts/call.ts'
import { e164Schema } from '#contracts/e164.ts'
import type { Config } from '../config.ts'

/** The number of ours that a call came in on or went out from; the account's own where that is none. */
export function ourNumber(config: Config, call: Pick<Call, 'direction' | 'from' | 'to'>): string {
  const ours = e164Schema.safeParse(call.direction === 'inbound' ? call.to : call.from)
  return ours.success ? ours.data : config.TWILIO_PHONE_NUMBER
}
