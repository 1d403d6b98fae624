import { exportCallsEndpoint, exportSelectionEndpoint } from '#contracts/rest/export-endpoints.ts'
import { answerCallsExport } from '#server/http/answer-calls-export.ts'
import { answerZip } from '#server/http/answer-zip.ts'
import { route } from '#server/http/route.ts'

export const GET = route(exportCallsEndpoint, answerCallsExport)

export const POST = route(exportSelectionEndpoint, async (input) => {
  const { callIds } = input.body
  const name = `calls-${new Date(input.ctx.clock.now()).toISOString().slice(0, 10)}.zip`
  return answerZip(input, name, { what: 'calls that were selected', callIds, isOne: false })
})
