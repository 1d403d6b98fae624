import type { Exchange } from '../exchange.ts'
import { newSid } from '../sids.ts'
import type { Call } from './call.ts'

const NOTES_MAX = 100

/**
 * Keeps a warning on the call, where REST lists it; past a hundred they are only counted. The first
 * of its kind on a call is also told to whoever runs the carrier. `text` must hold nothing private.
 */
export function warnCall(exchange: Exchange, call: Call, code: number, text: string): void {
  call.noteCount += 1
  if (call.notes.every((earlier) => earlier.code !== code)) {
    exchange.onError(new Error(`Call ${call.sid}: ${code} ${text}`))
  }
  if (call.notes.length >= NOTES_MAX) return
  call.notes.push({ sid: newSid('NO'), code, text, atMs: exchange.timeline.nowMs() })
}
