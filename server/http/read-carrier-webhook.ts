import type { z } from 'zod'
import type { Endpoint } from '#contracts/rest/endpoint.ts'
import type { AppContext } from '../context.ts'
import { refuse, type Refusal } from '../refusal.ts'
import { formFields, isForm } from '../twilio/form-fields.ts'
import { isSignature, verifyWebhook } from '../twilio/signature.ts'
import { describeIssues } from './describe-issues.ts'
import { parseJson } from './parse-json.ts'
import { notStorable } from './read-json.ts'
import { readText } from './read-text.ts'
import { sentQuery } from './sent-query.ts'
import { isStorable } from './storable.ts'

export type CarrierEndpoint = Endpoint & {
  query: z.ZodType<{ callId?: string | undefined }>
  body: z.ZodType<{ AccountSid: string; CallSid: string }>
}

/** A webhook that is the carrier's own word. */
export type CarrierWebhook<E extends CarrierEndpoint> = {
  news: z.output<E['body']>
  /** What we wrote into the address ourselves. */
  query: z.output<E['query']>
  signature: string
}

const BYTES_MAX = 65_536

/**
 * Reads a webhook of the carrier's: the signature first, over the address that
 * the carrier was given and never what the request claims its host to be; only
 * then what it says.
 */
export async function readCarrierWebhook<E extends CarrierEndpoint>(
  endpoint: E,
  request: Request,
  { config }: AppContext,
): Promise<({ ok: true } & CarrierWebhook<E>) | Refusal> {
  const signature = request.headers.get('x-twilio-signature') ?? ''
  const address = `${config.PUBLIC_URL}${endpoint.path}`
  const forged = refuse('forbidden', `The signature does not fit ${address}.`)
  if (!isSignature(signature)) return forged
  const rawBody = await readText(request, BYTES_MAX)
  if (rawBody === null) return refuse('body-too-large', 'A webhook may have at most 64 KiB.')
  const search = sentQuery(request)
  const contentType = request.headers.get('content-type') ?? ''
  const { TWILIO_AUTH_TOKEN: authToken } = config
  const url = `${address}${search}`
  if (!verifyWebhook({ authToken, url, signature, rawBody, contentType })) return forged
  const fields = isForm(contentType) ? formFields(rawBody) : parseJson(rawBody)
  const news = endpoint.body.safeParse(fields)
  if (!news.success) return misread('The webhook is not as expected.', news.error)
  if (!isStorable(news.data)) return notStorable('The webhook')
  if (news.data.AccountSid !== config.TWILIO_ACCOUNT_SID) {
    return refuse('forbidden', 'This webhook is about another account.')
  }
  const query = endpoint.query.safeParse(Object.fromEntries(new URLSearchParams(search)))
  if (!query.success) return misread('The address is none that we gave the carrier.', query.error)
  return {
    ok: true,
    news: news.data as z.output<E['body']>,
    query: query.data as z.output<E['query']>,
    signature,
  }
}

function misread(detail: string, error: z.ZodError): Refusal {
  return refuse('bad-request', detail, { errors: describeIssues(error.issues) })
}
