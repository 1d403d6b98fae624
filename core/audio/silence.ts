import { mulawBytesPerMs } from './base64-bytes.ts'

/**
 * At most `ms` of mu-law silence as base64. Silence is the byte 0xFF (ITU-T
 * G.711), and three of those are four slashes, so no bytes need encoding; the
 * length is rounded down to whole groups of three bytes.
 */
export function mulawSilence(ms: number): string {
  const groups = Math.floor((ms * mulawBytesPerMs) / 3)
  return '////'.repeat(groups)
}
