import { NextResponse, type NextRequest } from 'next/server'
import { appConfig } from '#server/app-config.ts'
import { preflightResponse } from '#server/http/cors.ts'

/**
 * Runs before a request is routed, for three addresses only: the two WebSockets,
 * handed on to the relay, and a browser's question whether another origin may
 * call the API. Rewrites in next.config.ts are fixed when the app is built; this
 * reads the environment of the place it runs in.
 */
export function proxy(request: NextRequest): Response {
  const config = appConfig()
  const { pathname, search } = request.nextUrl
  if (relayPaths.has(pathname)) {
    if (request.headers.get('upgrade')?.toLowerCase() !== 'websocket') return upgradeRequired()
    return NextResponse.rewrite(new URL(`${pathname}${search}`, config.RELAY_INTERNAL_URL))
  }
  return preflightResponse(request, config.ALLOWED_ORIGINS)
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
  ],
}
