import { subscribe } from 'node:diagnostics_channel'
import { keepSentQuery } from '#server/http/sent-query.ts'

/** Next calls this once, before the first request. */
export function register(): void {
  if (process.env['NEXT_RUNTIME'] === 'nodejs')
    subscribe('http.server.request.start', keepSentQuery)
}
