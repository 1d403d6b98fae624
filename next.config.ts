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
  // Loaded by Node once, instead of built into each of some eighty handlers: a fifth of what a build cost.
  serverExternalPackages: [
    '@prisma/adapter-pg',
    '@prisma/client',
    '@prisma/driver-adapter-utils',
    'better-auth',
    'client-zip',
    'ioredis',
    'libphonenumber-js',
    'openai',
    'pino',
    'rate-limiter-flexible',
    'twilio',
    'zod',
    'zod-openapi',
  ],
  experimental: {
    // What runs in proxy.ts gets a copy of the body; nothing here takes more than 256 KiB.
    proxyClientMaxBodySize: '300kb',
    // The server's code stays as it was written, so its traces need no maps; the browser gets none.
    serverMinification: false,
    turbopackSourceMaps: false,
  },
  headers: () =>
    Promise.resolve([
      { source: '/:path*', headers: securityHeaders },
      { source: '/api/:path*', headers: dataHeaders },
      { source: '/twiml', headers: dataHeaders },
      { source: '/history/:path*', headers: dataHeaders },
      { source: '/storage/stats', headers: dataHeaders },
    ]),
  rewrites: () => Promise.resolve({ beforeFiles: earlierPaths, afterFiles: [], fallback: [] }),
}

export default config

/** Pages have a Content-Security-Policy besides (proxy.ts), and https houses HSTS (instrumentation.ts). */
const securityHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
  {
    key: 'Permissions-Policy',
    // Sound is played and keys are copied; no page listens, sees or asks where it is.
    value:
      'autoplay=(self), clipboard-write=(self), accelerometer=(), camera=(), clipboard-read=(), ' +
      'display-capture=(), encrypted-media=(), fullscreen=(), geolocation=(), gyroscope=(), hid=(), ' +
      'magnetometer=(), microphone=(), midi=(), payment=(), picture-in-picture=(), ' +
      'publickey-credentials-get=(), screen-wake-lock=(), serial=(), usb=(), xr-spatial-tracking=()',
  },
]

/** What is no page shows and loads nothing, also when a browser opens it as one. */
const dataHeaders = [
  {
    key: 'Content-Security-Policy',
    value: "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
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
  { source: '/history', destination: '/api/calls' },
  { source: '/history/:id', destination: '/api/calls/:id' },
  { source: '/history/:id/transcript', destination: '/api/calls/:id/transcript' },
  { source: '/history/:id/audio', destination: '/api/calls/:id/audio' },
  { source: '/storage/stats', destination: '/api/storage/stats' },
]
