import { randomBytes } from 'node:crypto'
import { NextResponse, type NextRequest } from 'next/server'
import { appConfig } from '#server/app-config.ts'
import type { Config } from '#server/config.ts'
import { preflightResponse } from '#server/http/cors.ts'
import { pagePolicy } from '#server/http/page-policy.ts'

/**
 * Runs before a request is routed: for the two WebSockets, handed on to the
 * relay; for a browser's question whether another origin may call the API; and
 * for pages, each of which gets a policy with a nonce of its own. Rewrites and
 * headers in next.config.ts are fixed when the app is built; this reads the
 * environment of the place it runs in.
 */
export function proxy(request: NextRequest): Response {
  const config = appConfig()
  const { pathname, search } = request.nextUrl
  if (relayPaths.has(pathname)) {
    if (request.headers.get('upgrade')?.toLowerCase() !== 'websocket') return upgradeRequired()
    return NextResponse.rewrite(new URL(`${pathname}${search}`, config.RELAY_INTERNAL_URL))
  }
  if (pathname.startsWith('/api/')) return preflightResponse(request, config.ALLOWED_ORIGINS)
  return withPolicy(request, config)
}

/** Next reads the nonce of its own scripts from the request's policy; the layout asks for `x-nonce`. */
function withPolicy(request: NextRequest, config: Config): Response {
  const nonce = randomBytes(16).toString('base64')
  const policy = pagePolicy(nonce, config)
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  headers.set('content-security-policy', policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  return response
}

/** RFC 9110, 15.5.22. */
function upgradeRequired(): Response {
  return new Response(null, { status: 426, headers: { upgrade: 'websocket' } })
}

const relayPaths = new Set(['/media-stream', '/feed'])

export const config = {
  matcher: [
    '/media-stream',
    '/feed',
    {
      source: '/api/((?!auth/|twilio/).*)',
      has: [{ type: 'header', key: 'access-control-request-method' }],
    },
    '/((?!api/|api$|history/|history$|storage/stats$|_next/|twiml$|icon[.]svg$).*)',
  ],
}
