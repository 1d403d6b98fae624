import { listPhoneNumbersEndpoint } from '#contracts/rest/catalog-endpoints.ts'
import { route } from '#server/http/route.ts'
import { listNumbers } from '#server/numbers/list-numbers.ts'

export const GET = route(listPhoneNumbersEndpoint, async ({ ctx }) => {
  const listed = await listNumbers(ctx)
  return listed.ok ? { status: 200, body: { items: listed.numbers } } : listed
})
