import { invitePersonEndpoint, listInvitationsEndpoint } from '#contracts/rest/people-endpoints.ts'
import { route } from '#server/http/route.ts'
import { invitePerson } from '#server/operators/invite-person.ts'
import { listInvitations } from '#server/operators/list-invitations.ts'

export const GET = route(listInvitationsEndpoint, async ({ ctx }) => ({
  status: 200,
  body: { items: await listInvitations(ctx) },
}))

export const POST = route(invitePersonEndpoint, async ({ ctx, caller, body }) => {
  const invited = await invitePerson(ctx, caller.operator.id, body)
  if (!invited.ok) return invited
  return { status: 201, body: invited.made, subject: invited.made.invitation.id }
})
