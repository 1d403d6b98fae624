import { recordingSchema, type Recording } from '#contracts/recording.ts'
import type { StoredRecording } from '../storage/recording-stores.ts'

/** A recording without what only the server may know: where it is kept, how often it was tried. */
export function publicRecording(stored: StoredRecording): Recording {
  return recordingSchema.parse(stored)
}
