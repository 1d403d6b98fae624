import twilio from 'twilio'

/**
 * Checks a webhook's signature over the exact address that Twilio was given
 * (Twilio's docs, "Webhooks security"). Form fields are signed with their
 * values; a JSON body is signed through its hash in the query
 * (`bodySHA256`). Repeated fields keep all their values.
 */
export function verifyWebhook(request: {
  authToken: string
  url: string
  signature: string
  rawBody: string
  contentType: string
}): boolean {
  const { authToken, signature, url, rawBody } = request
  if (signature === '') return false
  if (new URL(url).searchParams.has('bodySHA256')) {
    return twilio.validateRequestWithBody(authToken, signature, url, rawBody)
  }
  const isForm = request.contentType.startsWith('application/x-www-form-urlencoded')
  return twilio.validateRequest(authToken, signature, url, isForm ? formFields(rawBody) : {})
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

function formFields(rawBody: string): Record<string, string | string[]> {
  const form = new URLSearchParams(rawBody)
  const names = new Set(form.keys())
  return Object.fromEntries(
    [...names].map((name) => {
      const values = form.getAll(name)
      return [name, values.length === 1 ? (values[0] ?? '') : values]
    }),
  )
}
