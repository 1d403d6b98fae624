import { setUpEndpoint, setupStateEndpoint } from '#contracts/rest/house-endpoints.ts'
import { signIn } from '#server/auth/create-owner.ts'
import { cookieHeaders } from '#server/http/cookie-headers.ts'
import { refuseForeignPage } from '#server/http/require-caller.ts'
import { route } from '#server/http/route.ts'
import { meOf } from '#server/operators/me-of.ts'
import { setUpOwner } from '#server/operators/set-up-owner.ts'
import { setupState } from '#server/operators/setup-state.ts'

export const GET = route(setupStateEndpoint, async ({ ctx }) => ({
  status: 200,
  body: await setupState(ctx),
}))

export const POST = route(setUpEndpoint, async ({ ctx, request, body }) => {
  const foreign = refuseForeignPage(request, ctx)
  if (foreign !== null) return foreign
  const made = await setUpOwner(ctx, body)
  if (!made.ok) return made
  const cookies = await signIn(ctx.auth, request.headers, body)
  return {
    status: 201,
    body: meOf(made.operator, false),
    headers: cookieHeaders(cookies),
  }
})
