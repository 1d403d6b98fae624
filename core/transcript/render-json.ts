import type { Call } from '#contracts/call.ts'
import type { TranscriptLine } from '#contracts/transcript.ts'

/** A transcript for programs: the lines as the API tells them, with whose call it was. */
export function renderJson(call: Call, lines: readonly TranscriptLine[]): string {
  const { id, callSid, direction, from, to, agentId, agentName } = call
  const { createdAt, answeredAt, endedAt, durationMs, transcriptDeletedAt } = call
  const parties = { id, callSid, direction, from, to, agentId, agentName }
  const times = { createdAt, answeredAt, endedAt, durationMs, transcriptDeletedAt }
  return `${JSON.stringify({ call: { ...parties, ...times }, items: lines }, null, 2)}\n`
}
