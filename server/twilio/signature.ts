import twilio from 'twilio'
import { formFields, isForm } from './form-fields.ts'

/**
 * Checks a webhook's signature over the exact address that Twilio was given
 * (Twilio's docs, "Webhooks security"). Form fields are signed with their
 * values, each value of a repeated field once; a JSON body is signed through
 * its hash in the query (`bodySHA256`). A body that is signed in neither way is
 * nobody's word. As Twilio does, the port may be written out or left out, the
 * path may end with a slash, and an apostrophe in the query may stand as it is.
 */
export function verifyWebhook(request: {
  authToken: string
  url: string
  signature: string
  rawBody: string
  contentType: string
}): boolean {
  const { authToken, signature, url, rawBody, contentType } = request
  if (!isSignature(signature)) return false
  const urls = writtenWays(url)
  if (new URL(url).searchParams.has('bodySHA256')) {
    return urls.some((one) => twilio.validateRequestWithBody(authToken, signature, one, rawBody))
  }
  const fields = isForm(contentType) ? formFields(rawBody) : null
  if (fields === null) return false
  return urls.some((one) => twilio.validateRequest(authToken, signature, one, fields))
}

/** Whether a header can be a signature at all, base64 of a SHA-1: what cannot costs nothing more. */
export function isSignature(header: string): boolean {
  return /^[A-Za-z0-9+/]{27}=$/.test(header)
}

/** `new URL` has escaped what Twilio signs unescaped; the SDK covers the ports. */
function writtenWays(url: string): string[] {
  const queryAt = url.indexOf('?')
  const [path, query] = queryAt === -1 ? [url, ''] : [url.slice(0, queryAt), url.slice(queryAt)]
  const queries = new Set([query, query.replaceAll('%27', "'")])
  return [...queries].flatMap((one) => [`${path}${one}`, `${path}/${one}`])
}

/**
 * Checks the signature of a media stream's upgrade, which covers the address as
 * written in the TwiML and no fields. Twilio has been seen to sign with `https`
 * for `wss` and with a slash at the end, so exactly these four are accepted, of
 * the configured address and of no other; answers the one that matched.
 */
export function verifyUpgrade(request: {
  authToken: string
  signature: string
  origin: string
  path: string
}): string | null {
  const { authToken, signature, origin, path } = request
  if (signature === '') return null
  const origins = [origin, origin.replace(/^ws/, 'http')]
  const variants = origins.flatMap((base) => [`${base}${path}`, `${base}${path}/`])
  const fits = (url: string) => twilio.validateRequest(authToken, signature, url, {})
  return variants.find(fits) ?? null
}
