/**
 * Who sent a piece of audio, and when, written into its first 18 bytes. A relay
 * that passes audio through carries the stamp along without knowing.
 */
export type Stamp = {
  call: number
  /** Counts the agent's items of one model session; 0 for the caller's audio. */
  item: number
  /** {@link nowMs} of the sender. */
  sentMs: number
}

const magic = 0x5bac
/** A multiple of three, so that a stamp is whole characters of base64. */
const stampBytes = 18
const stampCharacters = 24
const mulawBytesPerMs = 8
const tails = new Map<number, string>()
const head = Buffer.alloc(stampBytes)

/** Base64 mu-law of `audioMs`, stamped. */
export function stampedPayload(stamp: Stamp, audioMs: number): string {
  head.writeUInt16BE(magic, 0)
  head.writeUInt16BE(stamp.call, 2)
  head.writeUInt32BE(stamp.item, 4)
  head.writeDoubleBE(stamp.sentMs, 8)
  return head.toString('base64') + tailOf(audioMs)
}

/** Null: no stamp begins here. */
export function readStamp(payload: string): Stamp | null {
  const bytes = Buffer.from(payload.slice(0, stampCharacters), 'base64')
  if (bytes.length < stampBytes || bytes.readUInt16BE(0) !== magic) return null
  return {
    call: bytes.readUInt16BE(2),
    item: bytes.readUInt32BE(4),
    sentMs: bytes.readDoubleBE(8),
  }
}

/** How long base64 mu-law plays. */
export function audioMsOf(payload: string): number {
  const padding = payload.endsWith('==') ? 2 : payload.endsWith('=') ? 1 : 0
  return ((payload.length / 4) * 3 - padding) / mulawBytesPerMs
}

function tailOf(audioMs: number): string {
  const known = tails.get(audioMs)
  if (known !== undefined) return known
  const tail = Buffer.alloc(audioMs * mulawBytesPerMs - stampBytes, 0x55).toString('base64')
  tails.set(audioMs, tail)
  return tail
}
