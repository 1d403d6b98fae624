import type { Metadata } from 'next'
import { endpoints } from '#contracts/rest/endpoints.ts'
import { auditActionsOf } from '#components/audit/audit-actions.ts'
import { AuditPage } from '#components/audit/audit-page.tsx'

export const metadata: Metadata = { title: 'Audit' }

/** Who did what. The table of endpoints stays on the server; the page gets the words of it. */
export default function Page() {
  return <AuditPage actions={auditActionsOf(endpoints)} />
}
