import { acceptInvitationEndpoint } from '#contracts/rest/people-endpoints.ts'
import { signIn } from '#server/auth/create-owner.ts'
import { cookieHeaders } from '#server/http/cookie-headers.ts'
import { refuseForeignPage } from '#server/http/require-caller.ts'
import { route } from '#server/http/route.ts'
import { acceptInvitation } from '#server/operators/accept-invitation.ts'
import { meOf } from '#server/operators/me-of.ts'

export const POST = route(acceptInvitationEndpoint, async ({ ctx, request, body }) => {
  const foreign = refuseForeignPage(request, ctx)
  if (foreign !== null) return foreign
  const accepted = await acceptInvitation(ctx, body)
  if (!accepted.ok) return accepted
  const { email } = accepted.operator
  const cookies = await signIn(ctx.auth, request.headers, { email, password: body.password })
  return {
    status: 201,
    body: meOf(accepted.operator, false),
    headers: cookieHeaders(cookies),
    subject: accepted.operator.id,
  }
})
