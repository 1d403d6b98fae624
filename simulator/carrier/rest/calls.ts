import { z } from 'zod'
import { limitTime } from '../calls/answer-call.ts'
import type { Call, TwimlSource } from '../calls/call.ts'
import { isFinal, restStatus } from '../calls/call-status.ts'
import { endCall } from '../calls/change-status.ts'
import { placeCall } from '../calls/place-call.ts'
import { replaceTwiml } from '../calls/run-twiml.ts'
import type { Exchange } from '../exchange.ts'
import { parseCallForm, refuseFields } from './call-form.ts'
import { callJson } from './call-json.ts'
import { isWithin } from './date-filter.ts'
import { method, url, wholeNumber } from './form-fields.ts'
import { notificationJson } from './notification-json.ts'
import { pageOf } from './paging.ts'
import { created, notFound, ok, refuse, type Reply } from './reply.ts'
import { fieldsOf, type RestHandler, type RestRequest } from './rest-request.ts'

/** `POST Calls.json`: queues a call and answers with it. */
export const createCall: RestHandler = (exchange, request) => {
  const parsed = parseCallForm(exchange, fieldsOf(request.form))
  if (!parsed.ok) return parsed.reply
  return created(callJson(exchange, placeCall(exchange, parsed.plan)))
}

/** `GET Calls.json`: newest first, filtered as asked. */
export const listCalls: RestHandler = (exchange, request) => {
  const calls = [...exchange.calls.values()]
    .toReversed()
    .filter((call) => isListed(call, request.query))
  return ok(
    pageOf(
      'calls',
      calls.map((call) => callJson(exchange, call)),
      request,
    ),
  )
}

/** `GET Calls/{sid}.json`. */
export const fetchCall: RestHandler = (exchange, request) =>
  withCall(exchange, request, (call) => ok(callJson(exchange, call)))

/** `GET Calls/{sid}/Notifications.json`: the warnings of a call. */
export const listNotifications: RestHandler = (exchange, request) =>
  withCall(exchange, request, (call) => {
    const notifications = call.notes.map((note) => notificationJson(exchange, call, note))
    return ok(pageOf('notifications', notifications, request))
  })

/** `POST Calls/{sid}.json`: hangs up, goes on with other TwiML, or limits the call's time. */
export const updateCall: RestHandler = (exchange, request) =>
  withCall(exchange, request, (call) => {
    const parsed = updateSchema.safeParse(fieldsOf(request.form))
    if (!parsed.success) return refuseFields(parsed.error)
    const form = parsed.data
    if (isFinal(call.status)) return notInProgress('Call is not in-progress. Cannot redirect.')
    if (form.Status) return stopCall(exchange, call, form.Status)
    const isConnected = call.status === 'in-progress'
    const twiml = twimlOf(form)
    if (twiml && !isConnected) return notInProgress('Call is not in-progress. Cannot redirect.')
    if (twiml) replaceTwiml(call, twiml)
    if (form.TimeLimit !== undefined) {
      if (isConnected) limitTime(exchange, call, form.TimeLimit)
      else call.timeLimitS = form.TimeLimit
    }
    return ok(callJson(exchange, call))
  })

/** `DELETE Calls/{sid}.json`: forgets a call that is over. */
export const deleteCall: RestHandler = (exchange, request) =>
  withCall(exchange, request, (call) => {
    if (!isFinal(call.status)) return refuse(409, 20409, 'A call in progress cannot be deleted.')
    exchange.calls.delete(call.sid)
    return { status: 204 }
  })

/** Runs `act` on the call that the path names, or answers that there is none. */
export function withCall(
  exchange: Exchange,
  request: RestRequest,
  act: (call: Call) => Reply,
): Reply {
  const call = exchange.calls.get(request.sids[0] ?? '')
  return call ? act(call) : notFound(request.path)
}

/** Error 21220: what was asked needs a call that is connected. */
export function notInProgress(message: string): Reply {
  return refuse(400, 21220, message)
}

const updateSchema = z.object({
  Status: z.enum(['completed', 'canceled']).optional(),
  Url: url(21205).optional(),
  Method: method,
  Twiml: z.string().max(4_000).optional(),
  TimeLimit: wholeNumber(1, 86_400).optional(),
})

function twimlOf(form: z.infer<typeof updateSchema>): TwimlSource | null {
  if (form.Url !== undefined) {
    return { from: 'webhook', target: { url: form.Url, method: form.Method } }
  }
  return form.Twiml === undefined ? null : { from: 'inline', twiml: form.Twiml }
}

/** `canceled` is for calls not yet answered; `completed` ends any. */
function stopCall(exchange: Exchange, call: Call, status: 'completed' | 'canceled'): Reply {
  const isAnswered = call.answeredAtMs !== null
  if (status === 'canceled' && isAnswered) {
    return notInProgress('Call is in progress and can no longer be canceled.')
  }
  endCall(exchange, call, isAnswered ? 'completed' : 'canceled')
  return ok(callJson(exchange, call))
}

function isListed(call: Call, query: URLSearchParams): boolean {
  const isEqual = (name: string, value: string | null) =>
    !query.has(name) || query.get(name) === value
  return (
    isEqual('To', call.to) &&
    isEqual('From', call.from) &&
    isEqual('Status', restStatus(call.status)) &&
    isEqual('ParentCallSid', call.parentSid) &&
    isWithin(query, 'StartTime', call.startedAtMs) &&
    isWithin(query, 'EndTime', call.endedAtMs)
  )
}
