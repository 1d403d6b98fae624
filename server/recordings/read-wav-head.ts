import type { SoundShape } from '#core/audio/peaks.ts'
import { parseWav } from '#core/audio/wav.ts'

export type WavFacts = {
  ok: true
  channels: number
  durationMs: number
  /** Where the samples begin, in bytes from the file's beginning, and what they are. */
  dataAt: number
  shape: SoundShape
  /** How many bytes of samples the header promises beyond the file's end. */
  missingBytes: number
}

/** What a WAV file of `bytes` bytes holds, told from its beginning alone. */
export function readWavHead(
  head: Uint8Array,
  bytes: number,
): WavFacts | { ok: false; problem: string } {
  const parsed = parseWav(head)
  if (!parsed.ok) return parsed
  const { channels, rateHz, encoding, data } = parsed.wav
  const dataAt = data.byteOffset - head.byteOffset
  const rest = bytes - dataAt
  const declared = new DataView(head.buffer, head.byteOffset).getUint32(dataAt - 4, true)
  // A file written before its length was known says 0 or the largest number there is.
  const isOpenEnded = declared === 0 || declared === 0xffff_ffff
  const dataBytes = isOpenEnded ? rest : Math.min(declared, rest)
  const frames = dataBytes / (channels * (encoding === 'pcm16' ? 2 : 1))
  return {
    ok: true,
    channels,
    durationMs: Math.round((frames / rateHz) * 1_000),
    dataAt,
    shape: { encoding, channels, rateHz, dataBytes },
    missingBytes: isOpenEnded ? 0 : declared - dataBytes,
  }
}
