import { z } from 'zod'
import { accountPath, API_VERSION, type Exchange } from '../exchange.ts'
import type { PhoneNumber } from '../numbers/phone-number.ts'
import { rfc2822 } from '../time/dates.ts'
import type { WebhookTarget } from '../twiml/program.ts'
import { refuseFields } from './call-form.ts'
import { method, url } from './form-fields.ts'
import { pageOf } from './paging.ts'
import { notFound, ok } from './reply.ts'
import { fieldsOf, type RestHandler, type RestRequest } from './rest-request.ts'

/** `GET IncomingPhoneNumbers.json`, by number (or a part of it) and friendly name. */
export const listNumbers: RestHandler = (exchange, request) => {
  const { query } = request
  const wanted = (query.get('PhoneNumber') ?? '').replaceAll(/[^\d+]/g, '')
  const name = query.get('FriendlyName')
  const numbers = exchange.numbers
    .filter(({ number }) => number.includes(wanted))
    .filter(({ friendlyName }) => name === null || friendlyName === name)
  const shown = numbers.map((number) => numberJson(exchange, number))
  return ok(pageOf('incoming_phone_numbers', shown, request))
}

/** `GET IncomingPhoneNumbers/{sid}.json`. */
export const fetchNumber: RestHandler = (exchange, request) => {
  const number = numberOf(exchange, request)
  return number ? ok(numberJson(exchange, number)) : notFound(request.path)
}

/** `POST IncomingPhoneNumbers/{sid}.json`: where the number's calls go. An empty URL clears it. */
export const updateNumber: RestHandler = (exchange, request) => {
  const number = numberOf(exchange, request)
  if (!number) return notFound(request.path)
  const parsed = updateSchema.safeParse(fieldsOf(request.form))
  if (!parsed.success) return refuseFields(parsed.error)
  const form = parsed.data
  const { voice, voiceFallback, statusCallback } = number
  number.voice = updated(voice, form.VoiceUrl, form.VoiceMethod)
  number.voiceFallback = updated(voiceFallback, form.VoiceFallbackUrl, form.VoiceFallbackMethod)
  number.statusCallback = updated(statusCallback, form.StatusCallback, form.StatusCallbackMethod)
  number.friendlyName = form.FriendlyName ?? number.friendlyName
  number.updatedAtMs = exchange.timeline.nowMs()
  return ok(numberJson(exchange, number))
}

const clearableUrl = url(21502).or(z.literal('')).optional()

const updateSchema = z.object({
  FriendlyName: z.string().max(64).optional(),
  VoiceUrl: clearableUrl,
  VoiceMethod: method.optional(),
  VoiceFallbackUrl: clearableUrl,
  VoiceFallbackMethod: method.optional(),
  StatusCallback: clearableUrl,
  StatusCallbackMethod: method.optional(),
})

function updated(
  before: WebhookTarget | null,
  address: string | undefined,
  by: 'GET' | 'POST' | undefined,
): WebhookTarget | null {
  const target = address === undefined ? before?.url : address
  return target ? { url: target, method: by ?? before?.method ?? 'POST' } : null
}

function numberOf(exchange: Exchange, request: RestRequest): PhoneNumber | undefined {
  return exchange.numbers.find(({ sid }) => sid === request.sids[0])
}

/** A number with the fields of Twilio's IncomingPhoneNumber resource. */
function numberJson(exchange: Exchange, number: PhoneNumber): Record<string, unknown> {
  return {
    sid: number.sid,
    account_sid: exchange.accountSid,
    friendly_name: number.friendlyName,
    phone_number: number.number,
    voice_url: number.voice?.url ?? '',
    voice_method: number.voice?.method ?? 'POST',
    voice_fallback_url: number.voiceFallback?.url ?? '',
    voice_fallback_method: number.voiceFallback?.method ?? 'POST',
    voice_caller_id_lookup: false,
    voice_application_sid: null,
    voice_receive_mode: 'voice',
    status_callback: number.statusCallback?.url ?? '',
    status_callback_method: number.statusCallback?.method ?? 'POST',
    sms_url: '',
    sms_method: 'POST',
    sms_fallback_url: '',
    sms_fallback_method: 'POST',
    sms_application_sid: null,
    capabilities: { voice: true, sms: false, mms: false, fax: false },
    address_requirements: 'none',
    address_sid: null,
    identity_sid: null,
    bundle_sid: null,
    trunk_sid: null,
    emergency_status: 'Inactive',
    emergency_address_sid: null,
    emergency_address_status: 'unregistered',
    origin: 'twilio',
    type: null,
    status: 'in-use',
    beta: false,
    api_version: API_VERSION,
    date_created: rfc2822(number.createdAtMs),
    date_updated: rfc2822(number.updatedAtMs),
    uri: accountPath(exchange, `/IncomingPhoneNumbers/${number.sid}.json`),
  }
}
