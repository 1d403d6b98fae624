import { exportHoldingsEndpoint } from '#contracts/rest/export-endpoints.ts'
import { answerZip } from '#server/http/answer-zip.ts'
import { route } from '#server/http/route.ts'

export const POST = route(exportHoldingsEndpoint, async (input) => {
  const { ctx, body } = input
  const { keeping } = ctx.stores
  const calls = await keeping.callsWith(body.number)
  const value = { number: body.number, ...(await keeping.holdings(body.number)) }
  // The name stands in lists of downloads: it does not tell the number.
  const name = `holdings-${new Date(ctx.clock.now()).toISOString().slice(0, 10)}.zip`
  return answerZip(input, name, {
    what: `everything that is held on ${body.number}`,
    callIds: calls.map(({ callId }) => callId),
    isOne: false,
    about: { name: 'holdings.json', value },
  })
})
