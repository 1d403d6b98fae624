/** How many bytes a base64 text stands for, without decoding it. */
export function base64Bytes(base64: string): number {
  const padding = base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0
  return Math.floor((base64.length * 3) / 4) - padding
}

/** G.711 at 8 kHz: one byte a sample. */
export const mulawBytesPerMs = 8
