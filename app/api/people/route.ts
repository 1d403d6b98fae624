import { listPeopleEndpoint } from '#contracts/rest/people-endpoints.ts'
import { route } from '#server/http/route.ts'
import { listPeople } from '#server/operators/list-people.ts'

export const GET = route(listPeopleEndpoint, async ({ ctx }) => ({
  status: 200,
  body: { items: await listPeople(ctx) },
}))
