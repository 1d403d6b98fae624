import { createHmac } from 'node:crypto'

/** Form fields as they are sent: a repeated key is an array. */
export type FormParameters = Record<string, string | readonly string[]>

/**
 * Twilio's request signature: HMAC-SHA1 over the URL and then every key and value, keys sorted,
 * repeated values without doubles and sorted ("Webhooks security" in Twilio's docs). The URL is
 * taken as written, less its fragment. A GET and a WebSocket upgrade have no parameters.
 */
export function signRequest(
  authToken: string,
  url: string,
  parameters: FormParameters = {},
): string {
  const address = url.split('#', 1)[0] ?? url
  const fields = Object.keys(parameters)
    .toSorted()
    .map((key) => key + valuesOf(parameters[key]).join(key))
  return createHmac('sha1', authToken)
    .update(address + fields.join(''), 'utf8')
    .digest('base64')
}

function valuesOf(value: string | readonly string[] | undefined): string[] {
  if (value === undefined) return []
  return typeof value === 'string' ? [value] : [...new Set(value)].toSorted()
}
