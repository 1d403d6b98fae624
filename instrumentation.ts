import { subscribe } from 'node:diagnostics_channel'

/** What Next runs once when the app's process starts, before any request. */
export async function register(): Promise<void> {
  if (process.env['NEXT_RUNTIME'] !== 'nodejs') return
  const { guardOutput } = await import('#server/redaction/guard-output.ts')
  const { secretsOf } = await import('#server/redaction/secrets-of.ts')
  // Next prints errors of pages itself; the environment may not be whole yet.
  guardOutput(secretsOf(process.env))
  const { keepSentQuery } = await import('#server/http/sent-query.ts')
  subscribe('http.server.request.start', keepSentQuery)
  const { cutOffEnded } = await import('#server/http/cut-off-ended.ts')
  subscribe('net.server.socket', cutOffEnded)
  const { appConfig } = await import('#server/app-config.ts')
  const { stampRequests } = await import('#server/http/stamp-requests.ts')
  stampRequests(appConfig())
}
