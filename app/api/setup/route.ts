import { setUpEndpoint, setupStateEndpoint } from '#contracts/rest/house-endpoints.ts'
import { signIn } from '#server/auth/create-owner.ts'
import { refuseForeignOrigin } from '#server/http/require-caller.ts'
import { route } from '#server/http/route.ts'
import { meOf } from '#server/operators/me-of.ts'
import { setUpOwner } from '#server/operators/set-up-owner.ts'
import { setupState } from '#server/operators/setup-state.ts'

export const GET = route(setupStateEndpoint, async ({ ctx }) => ({
  status: 200,
  body: await setupState(ctx),
}))

export const POST = route(setUpEndpoint, async ({ ctx, request, body }) => {
  // A page elsewhere must not set up a console on its visitor's own machine.
  const fromPage = request.headers.has('origin') ? refuseForeignOrigin(request, ctx) : null
  if (fromPage !== null) return fromPage
  const made = await setUpOwner(ctx, body)
  if (!made.ok) return made
  const cookies = await signIn(ctx.auth, request.headers, body)
  return {
    status: 201,
    body: meOf(made.operator, false),
    headers: cookies.map((cookie): [string, string] => ['set-cookie', cookie]),
  }
})
