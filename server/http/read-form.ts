import { refuse, type Refusal } from '../refusal.ts'
import { notStorable } from './read-json.ts'
import { readBody } from './read-text.ts'
import { isStorable } from './storable.ts'

/** Reads a body that is a form, as a page of the console submits one, of at most `bytesMax` bytes. */
export async function readForm(
  request: Request,
  bytesMax: number,
): Promise<{ ok: true; value: Record<string, string> } | Refusal> {
  const type = request.headers.get('content-type') ?? ''
  if (!/^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(type)) {
    const detail = 'Send a form, with Content-Type: application/x-www-form-urlencoded.'
    return refuse('unsupported-media-type', detail)
  }
  const body = await readBody(request, bytesMax)
  if (!body.ok) return body
  const fields = new URLSearchParams(body.text)
  const value = Object.fromEntries(fields)
  if (fields.size > Object.keys(value).length) {
    return refuse('bad-request', 'The form gives a field twice.')
  }
  return isStorable(value) ? { ok: true, value } : notStorable('The form')
}
