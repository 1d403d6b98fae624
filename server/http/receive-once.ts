import type { AppContext } from '../context.ts'

/**
 * Does `work` for a webhook and keeps a receipt of it under `ids`; `work` is told
 * whether one of them was received before. Of work that throws nothing is kept:
 * the vendor's next try is the first again. A database that cannot be asked takes
 * everything for the first, as the work itself will meet it soon enough.
 */
export async function receiveOnce<Result>(
  ctx: AppContext,
  ids: readonly string[],
  work: (isRepeated: boolean) => Promise<Result>,
): Promise<Result> {
  const { webhookReceipts } = ctx.stores
  const isFirst = await webhookReceipts
    .receive(ids, new Date(ctx.clock.now()))
    .catch((error: unknown) => {
      ctx.logger.warn({ err: error }, 'no receipt could be kept of a webhook')
      return null
    })
  try {
    return await work(isFirst === false)
  } catch (error) {
    // Only what this try wrote: an earlier one was dealt with.
    if (isFirst === true) await webhookReceipts.release(ids).catch(() => undefined)
    throw error
  }
}
