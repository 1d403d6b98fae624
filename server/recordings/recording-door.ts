import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import type { Stores } from '../storage/stores.ts'
import { parseByteRange, type ByteRange } from './byte-range.ts'
import type { RecordingFiles } from './files.ts'

/** What the process that keeps the files does for those that do not. */
export type RecordingDoor = {
  wakeImporter: () => void
  /** Answers a GET or HEAD for a recording's audio, whole or one range of it (RFC 9110, 14). */
  sendAudio: (
    recordingSid: string,
    request: IncomingMessage,
    response: ServerResponse,
  ) => Promise<void>
  /** Removes the file; removing it again is fine. */
  deleteFile: (recordingSid: string) => Promise<void>
}

/** Opens the files to the control door. */
export function createRecordingDoor(ports: {
  recordings: Stores['recordings']
  files: RecordingFiles
  importer: { wake(): void }
}): RecordingDoor {
  const { recordings, files, importer } = ports
  return {
    wakeImporter: importer.wake,
    deleteFile: (recordingSid) => files.remove(files.locationOf(recordingSid)),
    async sendAudio(recordingSid, request, response) {
      const recording = await recordings.find(recordingSid)
      const location = recording?.location ?? null
      const size = location === null ? null : await files.sizeOf(location)
      if (recording === null || location === null || size === null) {
        return answerEmpty(response, 404)
      }
      const range = parseByteRange(request.headers.range, size)
      if (range === 'unsatisfiable') {
        return answerEmpty(response, 416, { 'content-range': `bytes */${size}` })
      }
      response.writeHead(range === null ? 200 : 206, {
        'content-type': recording.contentType,
        'accept-ranges': 'bytes',
        ...lengthHeaders(range, size),
      })
      if (request.method === 'HEAD' || size === 0) return void response.end()
      await send(files, location, range ?? { start: 0, end: size - 1 }, response)
    },
  }
}

function lengthHeaders(range: ByteRange | null, size: number): Record<string, string | number> {
  if (range === null) return { 'content-length': size }
  return {
    'content-length': range.end - range.start + 1,
    'content-range': `bytes ${range.start}-${range.end}/${size}`,
  }
}

/** A listener who skips or leaves breaks the stream off, which is no trouble of ours. */
async function send(
  files: RecordingFiles,
  location: string,
  range: ByteRange,
  response: ServerResponse,
): Promise<void> {
  try {
    await pipeline(files.read(location, range), response)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error
  }
}

function answerEmpty(
  response: ServerResponse,
  status: 404 | 416,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-length': 0, ...headers }).end()
}
