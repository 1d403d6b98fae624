import { resetPasswordEndpoint } from '#contracts/rest/people-endpoints.ts'
import { refuseForeignPage } from '#server/http/require-caller.ts'
import { route } from '#server/http/route.ts'
import { resetPassword } from '#server/operators/reset-password.ts'

export const POST = route(resetPasswordEndpoint, async ({ ctx, request, body }) => {
  const foreign = refuseForeignPage(request, ctx)
  if (foreign !== null) return foreign
  const reset = await resetPassword(ctx, body)
  return reset.ok ? { status: 204, body: null, subject: reset.operatorId } : reset
})
