import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { parseWav, pcm16Samples, pcm16Wav } from '#core/audio/wav.ts'
import { notFound, refuse, type Reply } from './reply.ts'
import type { RestHandler } from './rest-request.ts'

/**
 * `GET Recordings/{sid}.wav` (or without extension): the media, in one channel or two as
 * `RequestedChannels` asks, in the range that the request names.
 */
export const fetchMedia: RestHandler = async (exchange, request) => {
  const recording = exchange.recordings.get(request.sids[0] ?? '')
  const isReady = (recording?.availableAtMs ?? Infinity) <= exchange.timeline.nowMs()
  if (!recording || !isReady || recording.status !== 'completed') return notFound(request.path)
  const channels = request.query.get('RequestedChannels')
  if (channels === '2' && recording.channels === 1) {
    return refuse(400, 16113, 'A mono recording has no dual-channel presentation.')
  }
  const range = String(request.headers['range'] ?? '')
  if (channels === '1' && recording.channels === 2) {
    const mono = mixDown(await readFile(recording.path))
    return serve(range, mono.length, (from, to) => Readable.from([mono.subarray(from, to + 1)]))
  }
  const { size } = await stat(recording.path)
  return serve(range, size, (start, end) => createReadStream(recording.path, { start, end }))
}

type OpenRange = (firstByte: number, lastByte: number) => Readable

function serve(header: string, bytes: number, open: OpenRange): Reply {
  const headers = { 'Content-Type': 'audio/x-wav', 'Accept-Ranges': 'bytes' }
  const range = parseRange(header, bytes)
  if (range === 'unsatisfiable') {
    return { status: 416, file: null, headers: { 'Content-Range': `bytes */${bytes}` } }
  }
  if (!range) {
    const whole = { ...headers, 'Content-Length': String(bytes) }
    return { status: 200, file: open(0, bytes - 1), headers: whole }
  }
  const [first, last] = range
  const part = {
    ...headers,
    'Content-Length': String(last - first + 1),
    'Content-Range': `bytes ${first}-${last}/${bytes}`,
  }
  return { status: 206, file: open(first, last), headers: part }
}

/** One range of bytes (RFC 9110, section 14); anything else means the whole file. */
function parseRange(header: string, bytes: number): [number, number] | 'unsatisfiable' | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header)
  if (!match || (match[1] === '' && match[2] === '')) return null
  const [, from = '', to = ''] = match
  const first = from === '' ? Math.max(0, bytes - Number(to)) : Number(from)
  const last = from === '' || to === '' ? bytes - 1 : Math.min(Number(to), bytes - 1)
  return first > last || first >= bytes ? 'unsatisfiable' : [first, last]
}

function mixDown(file: Uint8Array): Uint8Array {
  const parsed = parseWav(file)
  if (!parsed.ok) throw new Error(parsed.problem)
  const both = pcm16Samples(parsed.wav.data)
  const mono = Int16Array.from({ length: both.length >> 1 }, (_, at) => {
    const sum = (both[at * 2] ?? 0) + (both[at * 2 + 1] ?? 0)
    return Math.max(-32_768, Math.min(32_767, sum))
  })
  return pcm16Wav(mono, parsed.wav.rateHz, 1)
}
