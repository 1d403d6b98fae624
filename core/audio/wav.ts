/** What a WAV file holds: samples of the channels interleaved, as the file stores them. */
export type Wav = {
  encoding: 'pcm16' | 'mulaw'
  channels: number
  rateHz: number
  data: Uint8Array
}

export type ParsedWav = { ok: true; wav: Wav } | { ok: false; problem: string }

/**
 * A mu-law WAV of 8 kHz: 58 bytes of header, then `data` (channels interleaved byte by byte).
 * Formats other than PCM need the `fact` chunk (Microsoft's RIFF specification).
 */
export function mulawWav(data: Uint8Array, channels: 1 | 2): Uint8Array {
  const file = new Uint8Array(MULAW_WAV_HEADER_BYTES + data.length + (data.length % 2))
  file.set(mulawWavHeader(data.length, channels))
  file.set(data, MULAW_WAV_HEADER_BYTES)
  return file
}

export const MULAW_WAV_HEADER_BYTES = 58

/**
 * The header alone, for files written while the audio arrives and patched at the end.
 * An odd `dataBytes` needs one pad byte after the data, which this header counts in the file's size.
 */
export function mulawWavHeader(dataBytes: number, channels: 1 | 2): Uint8Array {
  const header = new DataView(new ArrayBuffer(MULAW_WAV_HEADER_BYTES))
  writeTag(header, 0, 'RIFF')
  header.setUint32(4, MULAW_WAV_HEADER_BYTES - 8 + dataBytes + (dataBytes % 2), true)
  writeTag(header, 8, 'WAVE')
  writeFormat(header, { formatBytes: 18, format: FORMAT_MULAW, channels, rateHz: 8_000, bits: 8 })
  writeTag(header, 38, 'fact')
  header.setUint32(42, 4, true)
  header.setUint32(46, dataBytes / channels, true)
  writeTag(header, 50, 'data')
  header.setUint32(54, dataBytes, true)
  return new Uint8Array(header.buffer)
}

/** A 16-bit PCM WAV: the plain 44-byte header, then the samples little-endian. */
export function pcm16Wav(samples: Int16Array, rateHz: number, channels: 1 | 2): Uint8Array {
  const file = new DataView(new ArrayBuffer(44 + samples.length * 2))
  writeTag(file, 0, 'RIFF')
  file.setUint32(4, file.byteLength - 8, true)
  writeTag(file, 8, 'WAVE')
  writeFormat(file, { formatBytes: 16, format: FORMAT_PCM, channels, rateHz, bits: 16 })
  writeTag(file, 36, 'data')
  file.setUint32(40, samples.length * 2, true)
  for (const [at, sample] of samples.entries()) file.setInt16(44 + at * 2, sample, true)
  return new Uint8Array(file.buffer)
}

/**
 * Reads a mu-law or 16-bit PCM WAV of any number of channels. Unknown chunks are skipped, and a data
 * size of a file still being written (0 or 0xFFFFFFFF) means "to the end".
 */
export function parseWav(file: Uint8Array): ParsedWav {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  if (file.length < 12 || readTag(view, 0) !== 'RIFF' || readTag(view, 8) !== 'WAVE') {
    return { ok: false, problem: 'Not a WAV file: it does not begin with RIFF and WAVE.' }
  }
  let format: Omit<Wav, 'data'> | undefined
  for (let at = 12; at + 8 <= file.length;) {
    const size = view.getUint32(at + 4, true)
    const tag = readTag(view, at)
    if (tag === 'fmt ') format = readFormat(view, at + 8)
    if (tag === 'data') return withData(format, file, at + 8, size)
    at += 8 + size + (size % 2)
  }
  return { ok: false, problem: 'The WAV file has no data chunk.' }
}

/** The 16-bit samples of a PCM WAV's data. */
export function pcm16Samples(data: Uint8Array): Int16Array {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength)
  return Int16Array.from({ length: data.length >> 1 }, (_, at) => view.getInt16(at * 2, true))
}

/** Two mono channels as one: left, right, left, right. The shorter one ends in `padding`. */
export function interleave(left: Uint8Array, right: Uint8Array, padding: number): Uint8Array {
  const frames = Math.max(left.length, right.length)
  const both = new Uint8Array(frames * 2).fill(padding)
  for (let at = 0; at < left.length; at += 1) both[at * 2] = left[at] ?? padding
  for (let at = 0; at < right.length; at += 1) both[at * 2 + 1] = right[at] ?? padding
  return both
}

const FORMAT_PCM = 1
const FORMAT_MULAW = 7
const FORMAT_EXTENSIBLE = 0xfffe

type Format = {
  formatBytes: number
  format: number
  channels: number
  rateHz: number
  bits: number
}

function writeFormat(view: DataView, format: Format): void {
  const frameBytes = (format.channels * format.bits) / 8
  writeTag(view, 12, 'fmt ')
  view.setUint32(16, format.formatBytes, true)
  view.setUint16(20, format.format, true)
  view.setUint16(22, format.channels, true)
  view.setUint32(24, format.rateHz, true)
  view.setUint32(28, format.rateHz * frameBytes, true)
  view.setUint16(32, frameBytes, true)
  view.setUint16(34, format.bits, true)
}

function readFormat(view: DataView, at: number): Omit<Wav, 'data'> | undefined {
  if (at + 16 > view.byteLength) return undefined
  const tag = view.getUint16(at, true)
  const isExtensible = tag === FORMAT_EXTENSIBLE && at + 26 <= view.byteLength
  const format = isExtensible ? view.getUint16(at + 24, true) : tag
  const bits = view.getUint16(at + 14, true)
  const encoding = encodingOf(format, bits)
  if (!encoding) return undefined
  return { encoding, channels: view.getUint16(at + 2, true), rateHz: view.getUint32(at + 4, true) }
}

function encodingOf(format: number, bits: number): Wav['encoding'] | undefined {
  if (format === FORMAT_PCM && bits === 16) return 'pcm16'
  if (format === FORMAT_MULAW && bits === 8) return 'mulaw'
  return undefined
}

function withData(
  format: Omit<Wav, 'data'> | undefined,
  file: Uint8Array,
  at: number,
  size: number,
): ParsedWav {
  if (!format || format.channels === 0 || format.rateHz === 0) {
    return { ok: false, problem: 'The WAV file is neither 16-bit PCM nor 8-bit mu-law.' }
  }
  const isOpenEnded = size === 0 || size === 0xffffffff
  const end = isOpenEnded ? file.length : Math.min(at + size, file.length)
  return { ok: true, wav: { ...format, data: file.subarray(at, end) } }
}

function writeTag(view: DataView, at: number, tag: string): void {
  for (let letter = 0; letter < 4; letter += 1) view.setUint8(at + letter, tag.charCodeAt(letter))
}

function readTag(view: DataView, at: number): string {
  return String.fromCharCode(...[0, 1, 2, 3].map((letter) => view.getUint8(at + letter)))
}
