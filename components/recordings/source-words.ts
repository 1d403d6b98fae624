import type { RecordingSource } from '#contracts/recording.ts'

/** Who recorded, as a label and inside a sentence. */
export const sourceWords: Record<RecordingSource, { name: string; phrase: string }> = {
  relay: { name: 'Relay', phrase: 'the relay' },
  carrier: { name: 'Carrier', phrase: 'the carrier' },
}
