import { withdrawInvitationEndpoint } from '#contracts/rest/people-endpoints.ts'
import { route } from '#server/http/route.ts'
import { withdrawInvitation } from '#server/operators/withdraw-invitation.ts'

export const DELETE = route(withdrawInvitationEndpoint, async ({ ctx, params }) => {
  const withdrawn = await withdrawInvitation(ctx, params.id)
  return withdrawn.ok ? { status: 204, body: null } : withdrawn
})
