import type { AuditFilter } from '#contracts/audit.ts'
import type { Direction } from '#contracts/call.ts'

/** What the list of calls is narrowed to. */
export type CallFilter = { direction?: Direction | undefined }

/** The names of everything the console keeps in its query cache. Invalidate by a prefix. */
export const queryKeys = {
  me: ['me'],
  ownSessions: ['me', 'sessions'],
  people: ['people'],
  personSessions: (personId: string) => ['people', 'sessions', personId],
  invitations: ['invitations'],
  system: ['system'],
  agents: ['agents'],
  voices: ['voices'],
  models: ['models'],
  phoneNumbers: ['phone-numbers'],
  calls: ['calls'],
  callList: (filter: CallFilter) => ['calls', 'list', filter],
  activeCalls: ['calls', 'active'],
  /** By our id or by the CallSid. */
  call: (idOrSid: string) => ['calls', 'one', idOrSid],
  transcript: (callId: string) => ['calls', 'transcript', callId],
  events: (callId: string) => ['calls', 'events', callId],
  turns: (callId: string) => ['calls', 'turns', callId],
  usage: (callId: string) => ['calls', 'usage', callId],
  recordings: ['recordings'],
  recordingList: ['recordings', 'list'],
  recording: (recordingSid: string) => ['recordings', 'one', recordingSid],
  callRecordings: (callId: string) => ['recordings', 'of-call', callId],
  apiKeys: ['api-keys'],
  spending: ['spending'],
  audit: ['audit'],
  auditList: (filter: AuditFilter) => ['audit', 'list', filter],
} as const
