import { exportTranscriptEndpoint } from '#contracts/rest/export-endpoints.ts'
import { nameOfCall } from '#core/call/name-of-call.ts'
import { renderTranscript, type TranscriptFormat } from '#core/transcript/render-transcript.ts'
import { findCall } from '#server/calls/find-call.ts'
import { fileResponse } from '#server/http/file-response.ts'
import { route } from '#server/http/route.ts'

export const GET = route(exportTranscriptEndpoint, async ({ ctx, params, query: { format } }) => {
  const found = await findCall(ctx, params.id)
  if (!found.ok) return found
  const { call } = found
  const text = renderTranscript(format, call, await ctx.stores.transcripts.list(call.id))
  const name = `${nameOfCall(call)}.${format}`
  return { response: fileResponse(text, { name, contentType: contentTypes[format] }) }
})

const contentTypes: Record<TranscriptFormat, string> = {
  txt: 'text/plain; charset=utf-8',
  json: 'application/json',
  csv: 'text/csv; charset=utf-8; header=present',
  vtt: 'text/vtt; charset=utf-8',
  srt: 'application/x-subrip; charset=utf-8',
}
