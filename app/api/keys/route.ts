import { createApiKeyEndpoint, listApiKeysEndpoint } from '#contracts/rest/key-endpoints.ts'
import { makerOf } from '#server/http/maker-of.ts'
import { route } from '#server/http/route.ts'
import { createKey } from '#server/keys/create-key.ts'
import { listKeys } from '#server/keys/list-keys.ts'

export const GET = route(listApiKeysEndpoint, async ({ ctx }) => ({
  status: 200,
  body: { items: await listKeys(ctx) },
}))

export const POST = route(createApiKeyEndpoint, async ({ ctx, caller, body }) => {
  const created = await createKey(ctx, makerOf(caller), body)
  return created.ok ? { status: 201, body: created.made, subject: created.made.key.id } : created
})
