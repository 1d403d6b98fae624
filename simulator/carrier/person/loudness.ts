import { decodeMulaw } from '#core/audio/g711.ts'

/** Mean magnitude over which a frame of the line counts as voice; a quiet room is far below it. */
const VOICE_LEVEL = 160

/** Whether a frame of mu-law audio holds sound rather than silence. Allocates nothing. */
export function isVoice(frame: Uint8Array): boolean {
  let sum = 0
  for (const byte of frame) sum += MAGNITUDE[byte] ?? 0
  return sum > VOICE_LEVEL * frame.length
}

const MAGNITUDE = Uint16Array.from(
  decodeMulaw(Uint8Array.from({ length: 256 }, (_, byte) => byte)),
  Math.abs,
)
