import type { Call } from '#contracts/call.ts'
import type { RecordingSource } from '#contracts/recording.ts'
import { isFinal } from '#core/call/status.ts'

/** Who records a call right now, as its configuration says; nobody before it is answered, nor where the house records nothing. */
export function recordersOf(call: Call, isRecordingOn: boolean): readonly RecordingSource[] {
  if (!isRecordingOn || call.answeredAt === null || isFinal(call.status)) return []
  return bySetting[call.config.recordedBy]
}

const bySetting: Record<Call['config']['recordedBy'], readonly RecordingSource[]> = {
  none: [],
  relay: ['relay'],
  carrier: ['carrier'],
  both: ['relay', 'carrier'],
}
