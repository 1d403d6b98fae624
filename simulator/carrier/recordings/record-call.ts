import type { Call } from '../calls/call.ts'
import { API_VERSION, recordingUrl, type Exchange } from '../exchange.ts'
import { newSid } from '../sids.ts'
import { rfc2822 } from '../time/dates.ts'
import { queueCallback } from '../webhooks/status-callbacks.ts'
import { createRecorder, type Recorder } from './recorder.ts'
import type { Recording, RecordingRequest } from './recording.ts'

/** The media can be fetched this long after the callback that announces it. */
const MEDIA_DELAY_MS = 300

/** Begins to record a connected call. */
export function startRecording(
  exchange: Exchange,
  call: Call,
  request: RecordingRequest,
): Recording {
  const nowMs = exchange.timeline.nowMs()
  const sid = newSid('RE')
  const recording: Recording = {
    ...request,
    sid,
    callSid: call.sid,
    path: exchange.recordings.pathFor(sid),
    startedAtMs: nowMs,
    status: 'in-progress',
    updatedAtMs: nowMs,
    durationMs: null,
    availableAtMs: null,
  }
  exchange.recordings.add(recording)
  call.line.recorders.add(createRecorder(recording))
  report(exchange, call, recording)
  return recording
}

/** Ends a recording: its file is closed, then the callback says `completed`, or `absent` if empty. */
export async function finishRecording(
  exchange: Exchange,
  call: Call,
  recorder: Recorder,
): Promise<void> {
  const { recording } = recorder
  call.line.recorders.delete(recorder)
  setStatus(exchange, recording, 'processing')
  const durationMs = await recorder.finish()
  recording.durationMs = durationMs
  recording.availableAtMs = exchange.timeline.nowMs() + MEDIA_DELAY_MS
  setStatus(exchange, recording, durationMs > 0 ? 'completed' : 'absent')
  report(exchange, call, recording)
}

/** Notes a recording's new status with its time. */
export function setStatus(
  exchange: Exchange,
  recording: Recording,
  status: Recording['status'],
): void {
  recording.status = status
  recording.updatedAtMs = exchange.timeline.nowMs()
}

/** Whole seconds, as callbacks and REST give the length of a recording. */
export function recordingSeconds(recording: Recording): number | null {
  return recording.durationMs === null ? null : Math.round(recording.durationMs / 1_000)
}

function report(exchange: Exchange, call: Call, recording: Recording): void {
  const { callback } = recording
  if (!callback || !callback.events.includes(recording.status)) return
  const seconds = recordingSeconds(recording)
  queueCallback(exchange, call, callback, {
    AccountSid: exchange.accountSid,
    ApiVersion: API_VERSION,
    CallSid: call.sid,
    RecordingSid: recording.sid,
    RecordingUrl: recordingUrl(exchange, recording.sid),
    RecordingStatus: recording.status,
    RecordingChannels: String(recording.channels),
    RecordingTrack: recording.track,
    RecordingSource: recording.source,
    RecordingStartTime: rfc2822(recording.startedAtMs),
    ErrorCode: '0',
    ...(seconds !== null && { RecordingDuration: String(seconds) }),
  })
}
