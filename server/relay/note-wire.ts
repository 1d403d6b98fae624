import { hasPaused } from '#core/call/pauses.ts'
import { wireNote } from '#core/call/wire-note.ts'
import type { Running } from './running.ts'

/**
 * Enters what a vendor sent, or was sent, in the call's event log, without its
 * audio. After a pause anything may still be about what was said in it.
 */
export function noteWire(
  running: Running,
  source: 'carrier' | 'model',
  flow: 'in' | 'out',
  raw: Record<string, unknown>,
): void {
  const { session, log } = running
  const keepsWords = session.keepsTranscript && !hasPaused(session.pauses)
  log.note(source, flow, session.audio.mediaMs, wireNote(raw, keepsWords))
}
