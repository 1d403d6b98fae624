import { beginTotpEndpoint, removeTotpEndpoint } from '#contracts/rest/people-endpoints.ts'
import { cookieHeaders } from '#server/http/cookie-headers.ts'
import { route } from '#server/http/route.ts'
import { beginTotp } from '#server/operators/begin-totp.ts'
import { removeTotp } from '#server/operators/remove-totp.ts'

export const POST = route(beginTotpEndpoint, async ({ ctx, caller, request, body }) => {
  const begun = await beginTotp(ctx, caller.operator.id, request.headers, body.password)
  return begun.ok ? { status: 200, body: begun.setup } : begun
})

export const DELETE = route(removeTotpEndpoint, async ({ ctx, caller, request, body }) => {
  const me = { id: caller.operator.id, twoFactor: caller.twoFactor }
  const removed = await removeTotp(ctx, me, request.headers, body.password)
  if (!removed.ok) return removed
  return { status: 204, body: null, headers: cookieHeaders(removed.setCookies) }
})
