import { updateLiveConfigEndpoint } from '#contracts/rest/call-endpoints.ts'
import { updateLiveConfig } from '#server/calls/update-live-config.ts'
import { route } from '#server/http/route.ts'

export const PATCH = route(updateLiveConfigEndpoint, async ({ ctx, params, body }) => {
  const updated = await updateLiveConfig(ctx, params.id, body)
  return updated.ok ? { status: 200, body: { notes: updated.notes } } : updated
})
