import { revokeApiKeyEndpoint, updateApiKeyEndpoint } from '#contracts/rest/key-endpoints.ts'
import { route } from '#server/http/route.ts'
import { revokeKey } from '#server/keys/revoke-key.ts'
import { updateKey } from '#server/keys/update-key.ts'

export const PATCH = route(updateApiKeyEndpoint, async ({ ctx, params, body }) => {
  const updated = await updateKey(ctx, params.id, body)
  return updated.ok ? { status: 200, body: updated.key } : updated
})

export const DELETE = route(revokeApiKeyEndpoint, async ({ ctx, params }) => {
  const revoked = await revokeKey(ctx, params.id)
  return revoked.ok ? { status: 200, body: revoked.key } : revoked
})
