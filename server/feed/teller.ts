import type { Scope } from '#contracts/scope.ts'
import { mayHear } from '#core/access/may-hear.ts'
import type { BoundedSender } from './bounded-sender.ts'
import type { FeedEntry, FeedListener } from './ring.ts'

/** Tells one console of the changes that its operator may hear. */
export type Teller = {
  tell: FeedListener
  /** Settles once the console has room for more, or is gone. */
  tellPaced(entry: FeedEntry): Promise<void>
  /** The newest change as the console should know it: one that was kept from it is none that it missed. */
  seq(): number
}

/** For a console that knows the log up to `startSeq`; `logSeq` is how far the log is. */
export function createTeller(
  sender: Pick<BoundedSender, 'send' | 'sendPaced'>,
  scopes: readonly Scope[],
  { startSeq, logSeq }: { startSeq: number; logSeq: () => number },
): Teller {
  let told = startSeq
  let hasKeptBack = false

  function isFor(entry: FeedEntry): boolean {
    hasKeptBack = !mayHear(scopes, entry.change.kind)
    if (!hasKeptBack) told = entry.seq
    return !hasKeptBack
  }

  return {
    tell(wire, entry) {
      if (isFor(entry)) sender.send(wire)
    },
    async tellPaced(entry) {
      if (isFor(entry)) await sender.sendPaced(JSON.stringify(entry))
    },
    seq: () => (hasKeptBack ? told : logSeq()),
  }
}
