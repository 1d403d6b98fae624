import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Stores } from '../storage/stores.ts'
import { parseByteRange, type ByteRange } from './byte-range.ts'
import { FilesError, type RecordingFiles } from './files.ts'
import type { Mp3Maker } from './mp3-maker.ts'

/** What a relay does for those that do not reach the files. With files in a bucket any relay will do. */
export type RecordingDoor = {
  wakeImporter: () => void
  /**
   * Answers a GET or HEAD for a recording's audio, whole or one range of it (RFC
   * 9110, 14); 404: there is none; 503: where the files are does not answer. With
   * `?format=mp3` as MP3, always whole; 501: that cannot be made here; 429: as many
   * are being made as may be.
   */
  sendAudio: (
    recordingSid: string,
    request: IncomingMessage,
    response: ServerResponse,
  ) => Promise<void>
}

/** Opens the files to the control door. */
export function createRecordingDoor(ports: {
  recordings: Stores['recordings']
  files: RecordingFiles
  importer: { wake(): void }
  /** Left out: none can be made. */
  mp3?: Mp3Maker
}): RecordingDoor {
  const { recordings, files, importer, mp3 } = ports
  return {
    wakeImporter: importer.wake,
    async sendAudio(recordingSid, request, response) {
      const recording = await recordings.find(recordingSid)
      if (recording?.state !== 'ready' || recording.location === null) {
        return answerEmpty(response, 404)
      }
      const { location, contentType } = recording
      try {
        if (new URL(request.url ?? '/', 'http://relay').searchParams.get('format') === 'mp3') {
          await sendMp3(files, location, mp3, request, response)
        } else {
          await sendFile(files, { location, contentType }, request, response)
        }
      } catch (error) {
        if (!(error instanceof FilesError) || response.headersSent) throw error
        answerEmpty(response, 503)
      }
    },
  }
}

type Sent = { location: string; contentType: string }

async function sendFile(
  files: RecordingFiles,
  { location, contentType }: Sent,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const size = await files.sizeOf(location)
  if (size === null) return answerEmpty(response, 404)
  const range = parseByteRange(request.headers.range, size)
  if (range === 'unsatisfiable') {
    return answerEmpty(response, 416, { 'content-range': `bytes */${size}` })
  }
  const head = {
    'content-type': contentType,
    'accept-ranges': 'bytes',
    ...lengthHeaders(range, size),
  }
  const status = range === null ? 200 : 206
  if (request.method === 'HEAD' || size === 0) return void response.writeHead(status, head).end()
  const bytes = await files.read(location, range ?? { start: 0, end: size - 1 })
  if (bytes === null) return answerEmpty(response, 404)
  response.writeHead(status, head)
  await send(bytes, response)
}

async function sendMp3(
  files: RecordingFiles,
  location: string,
  mp3: Mp3Maker | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (mp3 === undefined || !(await mp3.works)) return answerEmpty(response, 501)
  const size = await files.sizeOf(location)
  if (size === null || size === 0) return answerEmpty(response, 404)
  const head = { 'content-type': 'audio/mpeg' }
  if (request.method === 'HEAD') return void response.writeHead(200, head).end()
  if (mp3.isBusy()) return answerEmpty(response, 429)
  const wav = await files.read(location, { start: 0, end: size - 1 })
  if (wav === null) return answerEmpty(response, 404)
  // Told at once: the first bytes may take their time.
  response.writeHead(200, head).flushHeaders()
  await mp3.send(wav, response)
}

function lengthHeaders(range: ByteRange | null, size: number): Record<string, string | number> {
  if (range === null) return { 'content-length': size }
  return {
    'content-length': range.end - range.start + 1,
    'content-range': `bytes ${range.start}-${range.end}/${size}`,
  }
}

/** A listener who skips or leaves breaks the stream off, which is no trouble of ours. */
async function send(bytes: Readable, response: ServerResponse): Promise<void> {
  try {
    await pipeline(bytes, response)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error
  }
}

function answerEmpty(
  response: ServerResponse,
  status: 404 | 416 | 429 | 501 | 503,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-length': 0, ...headers }).end()
}
