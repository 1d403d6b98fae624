import type { CallStatus } from '#contracts/call.ts'

/**
 * The status of a call after news of `incoming`. Twilio's callbacks arrive late,
 * twice and out of order (Twilio's docs, "StatusCallback"), so a call only ever
 * moves up the ladder, and what is final stays.
 */
export function nextStatus(current: CallStatus, incoming: CallStatus): CallStatus {
  if (isFinal(current)) return current
  return statusRank(incoming) > statusRank(current) ? incoming : current
}

/** Whether a call in this status has ended. */
export function isFinal(status: CallStatus): boolean {
  return statusRank(status) === FINAL_RANK
}

/** How far along a call is, from 0; all the ways to end share the highest rank. */
export function statusRank(status: CallStatus): number {
  return rank[status]
}

const FINAL_RANK = 5

const rank: Record<CallStatus, number> = {
  created: 0,
  queued: 1,
  initiated: 2,
  ringing: 3,
  'in-progress': 4,
  completed: FINAL_RANK,
  busy: FINAL_RANK,
  failed: FINAL_RANK,
  'no-answer': FINAL_RANK,
  canceled: FINAL_RANK,
}
