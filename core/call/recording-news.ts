import type { RecordingState } from '#contracts/recording.ts'
import type { CarrierRecordingStatus } from '#contracts/twilio-webhooks.ts'
import { unreachable } from '../unreachable.ts'

/** What the carrier's word on a recording makes of ours; one that is complete waits to be fetched. */
export function recordingNews(status: CarrierRecordingStatus): {
  state: Extract<RecordingState, 'recording' | 'importing' | 'absent' | 'failed'>
  failReason?: string
} {
  switch (status) {
    case 'in-progress':
      return { state: 'recording' }
    case 'completed':
      return { state: 'importing' }
    case 'absent':
      return { state: 'absent', failReason: 'The carrier has none: the call was too short.' }
    case 'failed':
      return { state: 'failed', failReason: 'The carrier could not record this call.' }
    default:
      return unreachable(status)
  }
}
