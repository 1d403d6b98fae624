import { wireNote } from '#core/call/wire-note.ts'
import type { Running } from './running.ts'

/** Enters what a vendor sent, or was sent, in the call's event log, without its audio. */
export function noteWire(
  running: Running,
  source: 'carrier' | 'model',
  flow: 'in' | 'out',
  raw: Record<string, unknown>,
): void {
  const { session, log } = running
  log.note(source, flow, session.audio.mediaMs, wireNote(raw, session.keepsTranscript))
}
