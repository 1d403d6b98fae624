import type { AuditFilter } from '#contracts/audit.ts'
import type { CallFilter } from '#contracts/call-list.ts'

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
  callLists: ['calls', 'list'],
  callList: (filter: CallFilter) => ['calls', 'list', filter],
  tags: ['calls', 'tags'],
  activeCalls: ['calls', 'active'],
  /** By our id or by the CallSid. */
  call: (idOrSid: string) => ['calls', 'one', idOrSid],
  transcript: (callId: string) => ['calls', 'transcript', callId],
  events: (callId: string) => ['calls', 'events', callId],
  turns: (callId: string) => ['calls', 'turns', callId],
  usage: (callId: string) => ['calls', 'usage', callId],
  savedViews: ['saved-views'],
  recordings: ['recordings'],
  recordingList: ['recordings', 'list'],
  recording: (recordingSid: string) => ['recordings', 'one', recordingSid],
  callRecordings: (callId: string) => ['recordings', 'of-call', callId],
  /** By itself: what a list of recordings reads again when one of them goes, this does not. */
  peaks: (recordingSid: string) => ['peaks', recordingSid],
  /** What is stored, what is being deleted, and what was. */
  storage: ['storage'],
  storageStats: ['storage', 'stats'],
  deletions: ['storage', 'deletions'],
  /** Of one call, by our id or its SID; of all with null. */
  tombstones: (callId: string | null) => ['storage', 'tombstones', callId],
  keeping: ['keeping'],
  apiKeys: ['api-keys'],
  spending: ['spending'],
  audit: ['audit'],
  auditList: (filter: AuditFilter) => ['audit', 'list', filter],
} as const
