import type { recordingAudioEndpoint } from '#contracts/rest/recording-endpoints.ts'
import type { Recording } from '#contracts/recording.ts'
import { attachment } from '#core/file-name.ts'
import { findAudio, openRecordingAudio } from '../calls/open-recording-audio.ts'
import { refuse, type Refusal } from '../refusal.ts'
import type { Headed, RouteInput } from './route.ts'

type Input = RouteInput<typeof recordingAudioEndpoint>

/** Streams a recording, whole or the range asked for (RFC 9110, 13 and 14). */
export async function answerAudio(input: Input): Promise<{ response: Response } | Headed<Refusal>> {
  const { ctx, params, headers, request } = input
  const found = await findAudio(ctx, params.sid)
  if (!found.ok) return found
  const isMp3 = input.query.format === 'mp3'
  const { sha256 } = found.recording
  const etag = sha256 === null ? null : `"${sha256}${isMp3 ? '-mp3' : ''}"`
  if (etag !== null && names(headers['if-none-match'], etag)) {
    return { response: new Response(null, { status: 304, headers: { etag } }) }
  }
  const rangeStands = !isMp3 && (headers['if-range'] === undefined || headers['if-range'] === etag)
  const opened = await openRecordingAudio(ctx, found.recording, {
    method: request.method === 'HEAD' ? 'HEAD' : 'GET',
    range: rangeStands ? (headers.range ?? null) : null,
    signal: request.signal,
    ...(isMp3 && { format: 'mp3' }),
  })
  if (!opened.ok) return opened
  const { response } = opened
  if (response.status === 416) return rangeRefused(found.recording, response)
  const answered = headersOf(input, found.recording, response)
  if (etag !== null) answered.set('etag', etag)
  const { status, body } = response
  return { response: new Response(body, { status, headers: answered }) }
}

function names(ifNoneMatch: string | undefined, etag: string): boolean {
  const listed = (ifNoneMatch ?? '').split(',').map((entry) => entry.trim().replace(/^W\//, ''))
  return listed.includes(etag) || listed.includes('*')
}

async function rangeRefused(recording: Recording, response: Response): Promise<Headed<Refusal>> {
  await response.body?.cancel()
  const whole = response.headers.get('content-range') ?? `bytes */${recording.bytes ?? 0}`
  const refusal = refuse(
    'range-not-satisfiable',
    `The recording has ${recording.bytes ?? 0} bytes.`,
  )
  return { ...refusal, headers: [['content-range', whole]] }
}

function headersOf({ query }: Input, recording: Recording, response: Response): Headers {
  const isMp3 = query.format === 'mp3'
  const headers = new Headers({
    'content-type': isMp3 ? 'audio/mpeg' : recording.contentType,
    'accept-ranges': isMp3 ? 'none' : 'bytes',
    'cache-control': 'private, no-cache',
  })
  for (const name of ['content-length', 'content-range']) {
    const value = response.headers.get(name)
    if (value !== null) headers.set(name, value)
  }
  if (query.download === '1') {
    const day = recording.startedAt.slice(0, 10)
    const file = `recording-${day}-${recording.recordingSid}.${query.format}`
    headers.set('content-disposition', attachment(file))
  }
  return headers
}
