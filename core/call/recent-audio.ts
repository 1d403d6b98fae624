import { mulawBytesPerMs } from '../audio/base64-bytes.ts'
import type { CallSession } from './session.ts'

/** What a speaker's first syllable needs before the model notices them. */
const prefixBytes = 1_000 * mulawBytesPerMs
/** Fifteen seconds: longer turns lose their beginning. */
const turnBytesMax = 15_000 * mulawBytesPerMs

/**
 * How much of the newest caller audio is worth keeping, in bytes, for the case
 * that the model session is lost before it has answered: the last second
 * always, and the whole turn while one is unanswered (`whole`). The sound
 * itself is on the call's tape.
 */
export function recentBytes(before: number, bytes: number, whole: boolean): number {
  return Math.min(before + bytes, whole ? turnBytesMax : prefixBytes)
}

/** How much of the newest caller audio the call's tape must still have, in bytes. */
export function tapeBytes({ phase, audio }: CallSession): number {
  return phase.name === 'connecting' ? phase.heldBytes : audio.recentBytes
}
