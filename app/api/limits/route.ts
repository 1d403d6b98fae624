import { readSpendingEndpoint, updateSpendingEndpoint } from '#contracts/rest/spending-endpoints.ts'
import { route } from '#server/http/route.ts'
import { readSpending } from '#server/spending/read-spending.ts'
import { updateSpendingLimits } from '#server/spending/update-spending-limits.ts'

export const GET = route(readSpendingEndpoint, async ({ ctx }) => ({
  status: 200,
  body: await readSpending(ctx),
}))

export const PATCH = route(updateSpendingEndpoint, async ({ ctx, body }) => {
  const updated = await updateSpendingLimits(ctx, body)
  return updated.ok ? { status: 200, body: updated.spending } : updated
})
