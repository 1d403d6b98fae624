import { rotateApiKeyEndpoint } from '#contracts/rest/key-endpoints.ts'
import { makerOf } from '#server/http/maker-of.ts'
import { route } from '#server/http/route.ts'
import { rotateKey } from '#server/keys/rotate-key.ts'

export const POST = route(rotateApiKeyEndpoint, async ({ ctx, caller, params, body }) => {
  const rotated = await rotateKey(ctx, makerOf(caller), params.id, body)
  return rotated.ok ? { status: 201, body: rotated.made } : rotated
})
