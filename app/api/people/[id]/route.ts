import { removePersonEndpoint, updatePersonEndpoint } from '#contracts/rest/people-endpoints.ts'
import { route } from '#server/http/route.ts'
import { removePerson } from '#server/operators/remove-person.ts'
import { updatePerson } from '#server/operators/update-person.ts'

export const PATCH = route(updatePersonEndpoint, async ({ ctx, params, body }) => {
  const updated = await updatePerson(ctx, params.id, body)
  return updated.ok ? { status: 200, body: updated.person } : updated
})

export const DELETE = route(removePersonEndpoint, async ({ ctx, params }) => {
  const removed = await removePerson(ctx, params.id)
  return removed.ok ? { status: 204, body: null } : removed
})
