import { listAuditEndpoint } from '#contracts/rest/audit-endpoints.ts'
import { route } from '#server/http/route.ts'

export const GET = route(listAuditEndpoint, async ({ ctx, query }) => ({
  status: 200,
  body: await ctx.stores.audit.list(query),
}))
