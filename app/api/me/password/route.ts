import { changePasswordEndpoint } from '#contracts/rest/people-endpoints.ts'
import { cookieHeaders } from '#server/http/cookie-headers.ts'
import { route } from '#server/http/route.ts'
import { changePassword } from '#server/operators/change-password.ts'

export const POST = route(changePasswordEndpoint, async ({ ctx, caller, request, body }) => {
  const changed = await changePassword(ctx, caller.operator.id, request.headers, body)
  if (!changed.ok) return changed
  return { status: 204, body: null, headers: cookieHeaders(changed.setCookies) }
})
