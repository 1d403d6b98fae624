import type { Call } from '#contracts/call.ts'
import { nameOfCall } from '#core/call/name-of-call.ts'
import type { AppContext } from '../context.ts'
import { createPackingList } from './packing-list.ts'
import { packCall } from './pack-call.ts'
import { readMe } from './read-me.ts'
import type { ZipFile } from './zip-stream.ts'

/** What an export is of. */
export type Export = {
  /** In words, for its README. */
  what: string
  callIds: readonly string[]
  /** Who asked, in words. */
  by: string
  /** One call alone, whose files lie in no folder of its own. */
  isOne: boolean
  /** More about all of it, as a JSON file. */
  about?: { name: string; value: unknown }
  /** Told of each call that goes in, before it does. */
  onCall?: (call: Call) => Promise<void>
}

/** The files of an export, call by call; last what is in it, what is missing, and the sums. */
export async function* packCalls(
  ctx: AppContext,
  { what, callIds, by, isOne, about, onCall }: Export,
  signal: AbortSignal,
): AsyncGenerator<ZipFile, void, void> {
  const madeAt = new Date(ctx.clock.now())
  const list = createPackingList(madeAt)
  if (about) yield list.text(about.name, `${JSON.stringify(about.value, null, 2)}\n`)
  const packed = new Set<string>()
  for (const callId of callIds) {
    signal.throwIfAborted()
    const call = await ctx.stores.calls.find(callId)
    if (call === null) list.note(`There is no call ${callId} (any more).`)
    if (call === null || packed.has(call.id)) continue
    packed.add(call.id)
    await onCall?.(call)
    const folder = isOne ? '' : `${nameOfCall(call)}/`
    yield* packCall(ctx, call, { folder, list, signal })
  }
  const facts = { what, by, madeAt, isOne, calls: packed.size, notes: list.notes() }
  yield list.text('README.txt', readMe(facts))
  yield list.text('SHA256SUMS', list.sums())
}
