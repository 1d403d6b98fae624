import type { FeedChange } from '#contracts/feed.ts'
import type { FromWorker } from './worker-messages.ts'

/** A worker's channel to its front. What is sent arrives in order. */
export type FrontLink = {
  /** Shows a change on every console, within some milliseconds. */
  publish(this: void, change: FeedChange): void
  send(this: void, message: FromWorker): void
  /** Closes the channel when everything is out. */
  close(): Promise<void>
}

/** A message each would cost more than the change itself. */
const gatherMs = 10

/** The channel of this process, which `child_process.fork` has opened. */
export function openFrontLink(): FrontLink {
  let changes: FeedChange[] = []
  let timer: NodeJS.Timeout | null = null

  function flush(): void {
    if (timer) clearTimeout(timer)
    timer = null
    if (changes.length === 0) return
    post({ type: 'changes', changes })
    changes = []
  }

  function send(message: FromWorker): void {
    flush()
    post(message)
  }

  return {
    publish(change) {
      changes.push(change)
      timer ??= setTimeout(flush, gatherMs)
    },
    send,
    async close() {
      flush()
      // Sent in order, so when this is out everything is.
      await new Promise<void>((resolve) => post({ type: 'changes', changes: [] }, resolve))
      if (process.connected) process.disconnect()
    },
  }
}

/** A front that has gone hears nothing; its end is noticed elsewhere. */
function post(message: FromWorker, onSent: () => void = () => undefined): void {
  if (process.send && process.connected) process.send(message, undefined, undefined, () => onSent())
  else onSent()
}
