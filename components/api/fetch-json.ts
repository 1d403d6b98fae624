import type { z } from 'zod'
import { ProblemError, problemFrom, retryAfterOf, unreachableProblem } from './problem-error.ts'

type FetchInit = {
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Sent as the JSON body; makes the method POST unless said otherwise. */
  json?: unknown
  headers?: Record<string, string>
  signal?: AbortSignal | undefined
}

/**
 * Asks our REST API and parses the answer by `schema`. Throws `ProblemError`
 * for everything else than a success that fits the schema.
 */
export async function fetchJson<Schema extends z.ZodType>(
  schema: Schema,
  url: string,
  init: FetchInit = {},
): Promise<z.output<Schema>> {
  const response = await request(url, init)
  const parsed = schema.safeParse(await response.json().catch(() => null))
  if (parsed.success) return parsed.data
  throw new ProblemError(
    {
      type: 'internal',
      title: 'The server gave an answer the console cannot read',
      status: response.status,
      detail: `The answer of ${url.split('?')[0]} has an unexpected shape. The console may be older than the server: reload the page.`,
    },
    { cause: parsed.error },
  )
}

/** Like `fetchJson`, for requests whose success has no body (204). */
export async function fetchNothing(url: string, init: FetchInit = {}): Promise<void> {
  await request(url, init)
}

async function request(
  url: string,
  { method, json, headers, signal }: FetchInit,
): Promise<Response> {
  const hasBody = json !== undefined
  const response = await fetch(url, {
    method: method ?? (hasBody ? 'POST' : 'GET'),
    headers: {
      accept: 'application/json',
      ...(hasBody ? { 'content-type': 'application/json' } : {}),
      ...headers,
    },
    ...(hasBody ? { body: JSON.stringify(json) } : {}),
    ...(signal ? { signal } : {}),
    cache: 'no-store',
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error
    throw new ProblemError(unreachableProblem(), { cause: error })
  })
  if (!response.ok) {
    const retryAfterSeconds = retryAfterOf(response, Date.now())
    throw new ProblemError(await problemFrom(response), { retryAfterSeconds })
  }
  return response
}
