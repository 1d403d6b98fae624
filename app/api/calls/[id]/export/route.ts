import { exportCallEndpoint } from '#contracts/rest/export-endpoints.ts'
import { nameOfCall } from '#core/call/name-of-call.ts'
import { findCall } from '#server/calls/find-call.ts'
import { answerZip } from '#server/http/answer-zip.ts'
import { route } from '#server/http/route.ts'

export const GET = route(exportCallEndpoint, async (input) => {
  const found = await findCall(input.ctx, input.params.id)
  if (!found.ok) return found
  const { id } = found.call
  const of = { what: `call ${id}`, callIds: [id], isOne: true }
  return answerZip(input, `${nameOfCall(found.call)}.zip`, of)
})
