import type { Call, Note } from '../calls/call.ts'
import { accountPath, API_VERSION, type Exchange } from '../exchange.ts'
import { rfc2822 } from '../time/dates.ts'

/** A warning of a call, with the fields of Twilio's Notification resource. */
export function notificationJson(
  exchange: Exchange,
  call: Call,
  note: Note,
): Record<string, unknown> {
  const at = rfc2822(note.atMs)
  return {
    sid: note.sid,
    account_sid: exchange.accountSid,
    call_sid: call.sid,
    api_version: API_VERSION,
    log: '1',
    error_code: String(note.code),
    more_info: `https://www.twilio.com/docs/errors/${note.code}`,
    message_text: note.text,
    message_date: at,
    request_method: null,
    request_url: '',
    date_created: at,
    date_updated: at,
    uri: accountPath(exchange, `/Calls/${call.sid}/Notifications/${note.sid}.json`),
  }
}
