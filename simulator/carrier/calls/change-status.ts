import { goOn, type Exchange } from '../exchange.ts'
import { finishRecording } from '../recordings/record-call.ts'
import { reportStatus } from '../webhooks/status-callbacks.ts'
import type { Call } from './call.ts'
import { canBecome, isFinal, type CallStatus, type FinalStatus } from './call-status.ts'

/** Moves a call forward and tells its subscriber. False when the call cannot become that. */
export function changeStatus(exchange: Exchange, call: Call, status: CallStatus): boolean {
  if (!canBecome(call.status, status)) return false
  const nowMs = exchange.timeline.nowMs()
  call.status = status
  call.updatedAtMs = nowMs
  if (status !== 'queued') call.startedAtMs ??= nowMs
  if (status === 'in-progress') call.answeredAtMs = nowMs
  if (isFinal(status)) call.endedAtMs = nowMs
  reportStatus(exchange, call)
  return true
}

/**
 * Ends a call, whoever wants it: the stream gets its `stop`, the recordings are finished, the last
 * status callback goes out. Ending an ended call does nothing.
 */
export function endCall(
  exchange: Exchange,
  call: Call,
  status: FinalStatus,
  why: { sipResponseCode?: number; error?: { code: number; text: string } } = {},
): void {
  if (isFinal(call.status)) return
  call.line.stream?.stop()
  call.sipResponseCode = why.sipResponseCode ?? (call.answeredAtMs === null ? 487 : 200)
  call.error = why.error ?? null
  changeStatus(exchange, call, status)
  for (const recorder of call.line.recorders) {
    goOn(exchange, finishRecording(exchange, call, recorder))
  }
  call.over.abort()
  call.document?.abort()
}
