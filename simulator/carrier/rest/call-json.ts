import { parsePhoneNumberFromString } from 'libphonenumber-js'
import { durationS, type Call } from '../calls/call.ts'
import { isFinal, restStatus } from '../calls/call-status.ts'
import { accountPath, API_VERSION, type Exchange } from '../exchange.ts'
import { rfc2822, rfc2822OrNull } from '../time/dates.ts'

/** A call as REST shows it, with the fields of Twilio's Call resource. */
export function callJson(exchange: Exchange, call: Call): Record<string, unknown> {
  const isOver = isFinal(call.status)
  const path = accountPath(exchange, `/Calls/${call.sid}`)
  return {
    sid: call.sid,
    date_created: rfc2822(call.createdAtMs),
    date_updated: rfc2822(call.updatedAtMs),
    parent_call_sid: call.parentSid,
    account_sid: exchange.accountSid,
    to: call.to,
    to_formatted: formatted(call.to),
    from: call.from,
    from_formatted: formatted(call.from),
    phone_number_sid: call.numberSid,
    status: restStatus(call.status),
    start_time: rfc2822OrNull(call.startedAtMs),
    end_time: rfc2822OrNull(call.endedAtMs),
    duration: isOver ? String(durationS(call, exchange.timeline.nowMs())) : null,
    price: null,
    price_unit: 'USD',
    direction: call.direction,
    answered_by: call.answeredBy,
    api_version: API_VERSION,
    forwarded_from: null,
    group_sid: null,
    caller_name: null,
    queue_time: '0',
    trunk_sid: null,
    uri: `${path}.json`,
    subresource_uris: Object.fromEntries(
      SUBRESOURCES.map(([name, file]) => [name, `${path}/${file}.json`]),
    ),
  }
}

const SUBRESOURCES = [
  ['notifications', 'Notifications'],
  ['recordings', 'Recordings'],
] as const

function formatted(number: string): string {
  return parsePhoneNumberFromString(number)?.formatNational() ?? number
}
