import { parsePhoneNumberFromString } from 'libphonenumber-js'
import { createHash } from 'node:crypto'
import type { Call } from '../calls/call.ts'
import { API_VERSION, type Exchange } from '../exchange.ts'

/** The parameters every voice webhook carries (Twilio's docs, "TwiML request parameters"). */
export function callParameters(exchange: Exchange, call: Call): Record<string, string> {
  return {
    AccountSid: exchange.accountSid,
    ApiVersion: API_VERSION,
    CallSid: call.sid,
    CallStatus: call.status,
    Direction: call.direction,
    ...partyParameters('Called', call.to),
    ...partyParameters('Caller', call.from),
    ...partyParameters('From', call.from),
    ...partyParameters('To', call.to),
    ...(call.parentSid !== null && { ParentCallSid: call.parentSid }),
    ...(call.answeredBy !== null && { AnsweredBy: call.answeredBy }),
    ...(call.direction === 'inbound' && inboundParameters(call)),
  }
}

function partyParameters(party: string, number: string): Record<string, string> {
  return {
    [party]: number,
    [`${party}City`]: '',
    [`${party}State`]: '',
    [`${party}Zip`]: '',
    [`${party}Country`]: parsePhoneNumberFromString(number)?.country ?? '',
  }
}

function inboundParameters(call: Call): Record<string, string> {
  const signature = createHash('sha256').update(call.sid).digest('base64url')
  return {
    StirVerstat: 'TN-Validation-Passed-A',
    CallToken: JSON.stringify({ parentCallInfoToken: signature, identityHeaderTokens: [] }),
  }
}
