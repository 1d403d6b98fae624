import { z } from 'zod'
import type { TwimlSource } from '../calls/call.ts'
import { fateOf } from '../calls/fate.ts'
import type { MachineDetection } from '../calls/machine-detection.ts'
import type { OutboundPlan } from '../calls/place-call.ts'
import type { Exchange } from '../exchange.ts'
import type { Subscription, WebhookTarget } from '../twiml/program.ts'
import { recordingFormSchema, recordingRequest } from './recording-form.ts'
import { refuse, type Reply } from './reply.ts'
import { method, repeated, url, wholeNumber } from './form-fields.ts'

/** The parameters of `POST Calls.json` that this carrier acts on; others are let pass. */
const callFormSchema = z.object({
  Url: url(21205).optional(),
  Method: method,
  Twiml: z.string().max(4_000).optional(),
  FallbackUrl: url(21205).optional(),
  FallbackMethod: method,
  StatusCallback: url(21609).optional(),
  StatusCallbackMethod: method,
  StatusCallbackEvent: repeated(['initiated', 'ringing', 'answered', 'completed']),
  Timeout: wholeNumber(1, 600).default(60),
  TimeLimit: wholeNumber(1, 86_400).optional(),
  Record: z.stringbool().default(false),
  ...recordingFormSchema.shape,
  // Unlike a recording made by its own request, one made with the call is trimmed by default.
  Trim: z.enum(['trim-silence', 'do-not-trim']).default('trim-silence'),
  MachineDetection: z.enum(['Enable', 'DetectMessageEnd', 'none']).default('none'),
  MachineDetectionTimeout: wholeNumber(3, 59).default(30),
  AsyncAmd: z.stringbool().default(false),
  AsyncAmdStatusCallback: url(21262).optional(),
  AsyncAmdStatusCallbackMethod: method,
  SendDigits: z.string().optional(),
})
type CallForm = z.infer<typeof callFormSchema>

export type ParsedCallForm = { ok: true; plan: OutboundPlan } | { ok: false; reply: Reply }

/** Checks the parameters of a new call in Twilio's order: parties, instructions, the rest. */
export function parseCallForm(
  exchange: Exchange,
  fields: Readonly<Record<string, string | string[]>>,
): ParsedCallForm {
  const [to, from] = [text(fields['To']), text(fields['From'])]
  const number = exchange.numbers.find((ours) => ours.number === from)
  const refusal = refuseTo(to) ?? refuseFrom(from, number !== undefined)
  if (refusal || !number) return { ok: false, reply: refusal ?? refuse(400, 21212, from) }
  const parsed = callFormSchema.safeParse(fields)
  if (!parsed.success) return { ok: false, reply: refuseFields(parsed.error) }
  const form = parsed.data
  const twiml = twimlOf(form)
  if (!twiml) return { ok: false, reply: refuse(400, 21205, 'Url parameter is required.') }
  if (form.AsyncAmd && form.MachineDetection !== 'none' && !form.AsyncAmdStatusCallback) {
    const message = 'AsyncAmdStatusCallback is required with AsyncAmd.'
    return { ok: false, reply: refuse(400, 21262, message) }
  }
  return { ok: true, plan: planOf(form, { to, from, numberSid: number.sid, twiml }) }
}

/** Words the first invalid field as a REST error; a URL carries the code of its parameter. */
export function refuseFields(error: z.ZodError): Reply {
  const [issue] = error.issues
  const name = issue?.path.join('.') ?? ''
  const code = issue?.code === 'custom' ? Number(issue.params?.['code']) : 20001
  return refuse(400, code, `Parameter '${name}' is not valid: ${issue?.message ?? ''}`)
}

function planOf(
  form: CallForm,
  parties: Pick<OutboundPlan, 'to' | 'from' | 'numberSid' | 'twiml'>,
): OutboundPlan {
  return {
    ...parties,
    fallback: target(form.FallbackUrl, form.FallbackMethod),
    subscription: subscriptionOf(form),
    timeoutMs: form.Timeout * 1_000,
    timeLimitS: form.TimeLimit ?? null,
    recording: form.Record ? { ...recordingRequest(form), source: 'OutboundAPI' } : null,
    detection: detectionOf(form),
  }
}

/** An address wins over inline TwiML when both are given. */
function twimlOf(form: CallForm): TwimlSource | null {
  const webhook = target(form.Url, form.Method)
  if (webhook) return { from: 'webhook', target: webhook }
  return form.Twiml === undefined ? null : { from: 'inline', twiml: form.Twiml }
}

function subscriptionOf(form: CallForm): Subscription | null {
  const webhook = target(form.StatusCallback, form.StatusCallbackMethod)
  const events = form.StatusCallbackEvent.length > 0 ? form.StatusCallbackEvent : ['completed']
  return webhook && { ...webhook, events }
}

/** Digits to be dialled after the answer switch detection off, as the vendor documents. */
function detectionOf(form: CallForm): MachineDetection | null {
  if (form.MachineDetection === 'none' || form.SendDigits) return null
  const callback = target(form.AsyncAmdStatusCallback, form.AsyncAmdStatusCallbackMethod)
  return {
    waitsForGreetingEnd: form.MachineDetection === 'DetectMessageEnd',
    timeoutMs: form.MachineDetectionTimeout * 1_000,
    asyncCallback: form.AsyncAmd ? callback : null,
  }
}

function refuseTo(to: string): Reply | null {
  if (to === '') return refuse(400, 21201, "No 'To' number is specified")
  if (!E164.test(to)) {
    return refuse(400, 21211, `The phone number you are attempting to call, ${to}, is not valid.`)
  }
  const fate = fateOf(to)
  return fate.kind === 'refused'
    ? refuse(fate.code === 21216 ? 403 : 400, fate.code, fate.message)
    : null
}

function refuseFrom(from: string, isOurs: boolean): Reply | null {
  if (from === '') return refuse(400, 21213, "No 'From' number is specified")
  if (!E164.test(from)) return refuse(400, 21212, `The 'From' number ${from} is not valid.`)
  if (isOurs) return null
  const message = `The source phone number provided, ${from}, is not yet verified for your account. You may only make calls from phone numbers that you've verified or purchased from Twilio.`
  return refuse(400, 21210, message)
}

const E164 = /^\+[1-9]\d{6,14}$/

function text(value: string | string[] | undefined): string {
  return typeof value === 'string' ? value.trim() : ''
}

function target(address: string | undefined, by: 'GET' | 'POST'): WebhookTarget | null {
  return address === undefined ? null : { url: address, method: by }
}
