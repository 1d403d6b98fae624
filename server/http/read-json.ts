import { refuse, type Refusal } from '../refusal.ts'
import { flawOfJson } from './json-flaw.ts'
import { parseJson } from './parse-json.ts'
import { readBody } from './read-text.ts'
import { isStorable } from './storable.ts'

/** Reads a body that is one JSON value which everybody reads alike, of at most `bytesMax` bytes. */
export async function readJson(
  request: Request,
  bytesMax: number,
): Promise<{ ok: true; value: unknown } | Refusal> {
  const type = request.headers.get('content-type') ?? ''
  if (!/^application\/(?:[\w.-]+\+)?json\b/i.test(type)) {
    return refuse('unsupported-media-type', 'Send JSON, with Content-Type: application/json.')
  }
  const body = await readBody(request, bytesMax)
  if (!body.ok) return body
  const value = parseJson(body.text)
  if (value === undefined) return refuse('bad-request', 'The body is not valid JSON.')
  const flaw = flawOfJson(body.text)
  if (flaw !== null) return refuse('bad-request', flaw)
  return isStorable(value) ? { ok: true, value } : notStorable('The body')
}

/** The one way to say that a text holds what no database keeps. */
export function notStorable(where: string): Refusal {
  return refuse(
    'bad-request',
    `${where} holds a character that no text may have (NUL, or half of one).`,
  )
}
