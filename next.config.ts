import type { NextConfig } from 'next'

/**
 * Read when the app is built: what depends on the place it runs in (where the
 * relay is, who may call) is decided per request instead, in proxy.ts and in the
 * route handlers.
 */
const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm run check` has judged the types of everything, tests included; a start need not do it again.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ['better-auth', 'openai', 'pino', 'twilio', 'zod-openapi'],
  headers: () =>
    Promise.resolve([
      { source: '/:path*', headers: securityHeaders },
      {
        source: '/:path*',
        has: [{ type: 'header', key: 'x-forwarded-proto', value: 'https' }],
        headers: [{ key: 'Strict-Transport-Security', value: 'max-age=31536000' }],
      },
    ]),
  rewrites: () => Promise.resolve({ beforeFiles: earlierPaths, afterFiles: [], fallback: [] }),
}

export default config

const securityHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'X-Frame-Options', value: 'DENY' },
  {
    key: 'Content-Security-Policy',
    value: "frame-ancestors 'none'; base-uri 'self'; object-src 'none'",
  },
]

/** The earlier system's addresses: the same handlers under their old names. */
const earlierPaths = [
  { source: '/api/call/outbound', destination: '/api/calls' },
  { source: '/api/call/:id/status', destination: '/api/calls/:id' },
  { source: '/api/call/:id/end', destination: '/api/calls/:id/end' },
  { source: '/api/call/:id/recordings', destination: '/api/calls/:id/recordings' },
  { source: '/api/recording/:sid', destination: '/api/recordings/:sid' },
  { source: '/api/recording/:sid/audio', destination: '/api/recordings/:sid/audio' },
  { source: '/api/sessions', destination: '/api/calls' },
  { source: '/api/sessions/:id/transcriptions', destination: '/api/calls/:id/transcript' },
]
