import { z } from 'zod'
import type { Endpoint } from '#contracts/rest/endpoint.ts'
import { refuse, type Refusal } from '../refusal.ts'
import { describeIssues } from './describe-issues.ts'
import { readForm } from './read-form.ts'
import { notStorable, readJson } from './read-json.ts'
import { isStorable } from './storable.ts'

type Output<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined
type At<E, Key extends string> = E extends Record<Key, infer Schema> ? Output<Schema> : undefined

/** What a request carries, as its endpoint's schemas read it. */
export type Parsed<E extends Endpoint> = {
  params: At<E, 'params'>
  query: At<E, 'query'>
  headers: At<E, 'headers'>
  body: At<E, 'body'>
}

/** Thirty-two thousand characters of instructions, escaped as JSON, in any script. */
const BODY_BYTES_MAX = 262_144

/**
 * Reads a request by its endpoint's schemas. What a schema does not know is
 * refused, so that a misspelt field is never ignored in silence.
 */
export async function parseRequest<E extends Endpoint>(
  endpoint: E,
  request: Request,
  params: Record<string, string | string[] | undefined>,
): Promise<{ ok: true; parsed: Parsed<E> } | Refusal> {
  const found: Record<string, unknown> = {}
  const { searchParams } = new URL(request.url)
  const query = Object.fromEntries(searchParams)
  if (searchParams.size > Object.keys(query).length) {
    return refuse('bad-request', 'The address gives a parameter twice.')
  }
  if (!isStorable([query, params])) return notStorable('The address')
  const readBody = endpoint.bodyType === undefined ? readJson : readForm
  const body = endpoint.body === undefined ? undefined : await readBody(request, BODY_BYTES_MAX)
  if (body?.ok === false) return body
  const parts = [
    ['params', endpoint.params, params],
    ['query', (endpoint.query ?? z.object({})).strict(), query],
    ['headers', endpoint.headers, Object.fromEntries(request.headers)],
    ['body', strictly(endpoint.body), body?.value],
  ] as const
  for (const [name, schema, given] of parts) {
    const read = schema?.safeParse(given, { reportInput: true })
    if (read?.success === false) return badRequest(name, read.error)
    found[name] = read?.data
  }
  return { ok: true, parsed: found as Parsed<E> }
}

function strictly(schema: z.ZodType | undefined): z.ZodType | undefined {
  return schema instanceof z.ZodObject ? schema.strict() : schema
}

function badRequest(part: string, error: z.ZodError): Refusal {
  const errors = describeIssues(error.issues)
  const where = part === 'body' ? 'The body' : `The request's ${part}`
  const first = errors[0]?.message ?? 'it is not as expected.'
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : ''
  return refuse('bad-request', `${where} cannot be used: ${first}${more}`, { errors })
}
