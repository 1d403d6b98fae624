import { confirmTotpEndpoint } from '#contracts/rest/people-endpoints.ts'
import { cookieHeaders } from '#server/http/cookie-headers.ts'
import { route } from '#server/http/route.ts'
import { confirmTotp } from '#server/operators/confirm-totp.ts'

export const POST = route(confirmTotpEndpoint, async ({ ctx, caller, request, body }) => {
  const me = { id: caller.operator.id, twoFactor: caller.twoFactor }
  const confirmed = await confirmTotp(ctx, me, request.headers, body.code)
  if (!confirmed.ok) return confirmed
  return {
    status: 200,
    body: { codes: confirmed.codes },
    headers: cookieHeaders(confirmed.setCookies),
  }
})
