import { z } from 'zod'
import type { Call } from '../calls/call.ts'
import { receiveCall } from '../calls/receive-call.ts'
import type { Exchange } from '../exchange.ts'
import { created, notFound, ok, type Reply } from './reply.ts'

/** A number nobody owns, as the one who calls when none is named. */
const STRANGER = '+15555550142'

const e164 = z.string().regex(/^\+[1-9]\d{6,14}$/, 'a number like +15555550142')

const inboundCallSchema = z.strictObject({
  from: e164.default(STRANGER),
  to: e164.optional(),
  scenario: z.string().optional(),
})

const digitsSchema = z.strictObject({
  digits: z.string().regex(/^[0-9A-D*#]{1,32}$/, 'keys of a telephone: 0-9, *, #, A-D'),
})

const whichCall = { callSid: z.string().optional() }
const ms = z.int().min(20).max(3_600_000)

const faultSchema = z.discriminatedUnion('fault', [
  z.strictObject({ ...whichCall, fault: z.literal('drop') }),
  z.strictObject({ ...whichCall, fault: z.literal('gap'), ms }),
  z.strictObject({ ...whichCall, fault: z.literal('freeze'), ms }),
])

/**
 * What no vendor has: a simulated person calls one of our numbers
 * (`POST /simulator/inbound-calls {from?, to?, scenario?}`) or presses keys during a call
 * (`POST /simulator/calls/{sid}/digits {digits}`), the streams of one call or of all fail
 * (`POST /simulator/faults {fault, ms?, callSid?}`), and what a call looks like from inside
 * (`GET /simulator/calls/{sid}`). JSON both ways.
 */
export function answerControl(
  exchange: Exchange,
  method: string,
  path: string,
  body: string,
): Reply {
  const [, sid, digits] = /^\/simulator\/calls\/(CA[0-9a-f]{32})(\/digits)?$/.exec(path) ?? []
  const call = exchange.calls.get(sid ?? '')
  if (method === 'POST' && path === '/simulator/inbound-calls') return makeCall(exchange, body)
  if (method === 'POST' && path === '/simulator/faults') return failStreams(exchange, body)
  if (method === 'POST' && call && digits) return pressDigits(call, body)
  if (method === 'GET' && call && !digits) return ok(insideOf(call))
  return notFound(path)
}

function makeCall(exchange: Exchange, body: string): Reply {
  const input = inboundCallSchema.safeParse(parseJson(body))
  if (!input.success) return badRequest(z.prettifyError(input.error))
  const { from, scenario } = input.data
  const to = input.data.to ?? exchange.numbers[0]?.number ?? ''
  const received = receiveCall(exchange, { from, to, scenario })
  if (!received.ok) return badRequest(received.problem)
  return created({ callSid: received.call.sid })
}

function pressDigits(call: Call, body: string): Reply {
  const input = digitsSchema.safeParse(parseJson(body))
  if (!input.success) return badRequest(z.prettifyError(input.error))
  const { stream } = call.line
  if (!stream) return badRequest('The call has no stream to send keys to.')
  for (const digit of input.data.digits) stream.sendDigit(digit)
  return ok({ sent: input.data.digits.length })
}

function failStreams(exchange: Exchange, body: string): Reply {
  const input = faultSchema.safeParse(parseJson(body))
  if (!input.success) return badRequest(z.prettifyError(input.error))
  const { callSid, ...fault } = input.data
  const streams = [...exchange.calls.values()]
    .filter(({ sid }) => callSid === undefined || sid === callSid)
    .flatMap(({ line }) => line.stream ?? [])
  for (const stream of streams) stream.fail(fault)
  return ok({ streams: streams.length })
}

function insideOf(call: Call): Record<string, unknown> {
  return {
    status: call.status,
    scenario: call.scenario.name,
    streamSid: call.line.stream?.sid ?? null,
    warningCount: call.noteCount,
    warnings: call.notes.map(({ code, text, atMs }) => ({ code, text, at: new Date(atMs) })),
  }
}

function badRequest(message: string): Reply {
  return { status: 400, json: { message, status: 400 } }
}

function parseJson(body: string): unknown {
  try {
    return body === '' ? {} : JSON.parse(body)
  } catch {
    return undefined
  }
}
