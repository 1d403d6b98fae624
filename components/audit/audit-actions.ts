import type { Endpoint } from '#contracts/rest/endpoint.ts'
import { actLabel } from './act-words.ts'

/** What an act may be done to. */
export type SubjectKind = 'call' | 'recording' | 'agent' | 'key' | 'person' | 'invitation'

/** An act that the audit log may hold: its words for the filter, and what it is done to. */
export type AuditAction = {
  id: string
  tag: string
  summary: string
  label: string
  subject: SubjectKind | null
}

/** The acts that are entered in the audit log, by the table of endpoints. */
export function auditActionsOf(endpoints: readonly Endpoint[]): AuditAction[] {
  return endpoints
    .filter(({ audited }) => audited)
    .map(({ operationId, tag, summary, path }) => ({
      id: operationId,
      tag,
      summary,
      label: actLabel(operationId, summary),
      subject: kinds[path.split('/')[2] ?? ''] ?? null,
    }))
}

/** By the first word of an address behind `/api/`. */
const kinds: Record<string, SubjectKind> = {
  calls: 'call',
  twilio: 'call',
  openai: 'call',
  recordings: 'recording',
  agents: 'agent',
  keys: 'key',
  people: 'person',
  invitations: 'invitation',
}
