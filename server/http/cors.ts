const allowedMethods = 'GET, HEAD, POST, PATCH, DELETE'
const allowedHeaders = 'content-type, x-api-key, authorization, idempotency-key, range, if-range'
const exposedHeaders =
  'x-request-id, content-range, content-disposition, etag, location, ' +
  'ratelimit, ratelimit-policy, retry-after'

/** Lets pages of ALLOWED_ORIGINS read an answer. Cookies stay out: such pages send an API key. */
export function withCors(
  request: Request,
  response: Response,
  allowed: readonly string[],
): Response {
  const origin = request.headers.get('origin')
  // A cache must not hand one origin's answer, or lack of one, to another.
  if (allowed.length > 0) response.headers.append('vary', 'Origin')
  if (origin === null || !allowed.includes(origin)) return response
  response.headers.set('access-control-allow-origin', origin)
  response.headers.set('access-control-expose-headers', exposedHeaders)
  return response
}

/** Answers a browser's question before the request itself (Fetch standard, "CORS-preflight"). */
export function preflightResponse(request: Request, allowed: readonly string[]): Response {
  const origin = request.headers.get('origin')
  if (origin === null || !allowed.includes(origin)) {
    return new Response(null, { status: 403, headers: { vary: 'Origin' } })
  }
  const headers = {
    'access-control-allow-origin': origin,
    'access-control-allow-methods': allowedMethods,
    'access-control-allow-headers': allowedHeaders,
    'access-control-max-age': '600',
    vary: 'Origin',
  }
  return new Response(null, { status: 204, headers })
}
