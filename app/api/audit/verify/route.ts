import { verifyAuditEndpoint } from '#contracts/rest/audit-endpoints.ts'
import { auditVerdictSchema } from '#contracts/audit.ts'
import { verifyAudit } from '#server/audit/verify-audit.ts'
import { route } from '#server/http/route.ts'

export const GET = route(verifyAuditEndpoint, async ({ ctx }) => ({
  status: 200,
  body: auditVerdictSchema.parse(await verifyAudit(ctx.stores.audit)),
}))
