/** How many bytes a base64 text stands for, without decoding it. */
export function base64Bytes(base64: string): number {
  const { length } = base64
  const isPadded = base64.charCodeAt(length - 1) === padding
  const padded = isPadded ? (base64.charCodeAt(length - 2) === padding ? 2 : 1) : 0
  return Math.floor((length * 3) / 4) - padded
}

/** "=" */
const padding = 61

/** G.711 at 8 kHz: one byte a sample. */
export const mulawBytesPerMs = 8
