import type { FeedMessage } from '#contracts/feed.ts'
import type { RunningCall } from './run-call.ts'

/** The only map of calls: who is on the line in this process right now. */
export type LiveCalls = {
  /** False when a stream of this call is live already. */
  add(call: RunningCall): boolean
  has(callId: string): boolean
  hasSid(callSid: string): boolean
  remove(callId: string): void
  find(callId: string): RunningCall | undefined
  all(): readonly RunningCall[]
  /** Settles as soon as nobody is on the line. */
  whenEmpty(): Promise<void>
  snapshots(): Extract<FeedMessage, { type: 'snapshot' }>[]
}

export function createLiveCalls(): LiveCalls {
  const calls = new Map<string, RunningCall>()
  let tellEmpty: (() => void)[] = []
  return {
    add(call) {
      if (calls.has(call.callId)) return false
      calls.set(call.callId, call)
      return true
    },
    has: (callId) => calls.has(callId),
    hasSid: (callSid) => calls.values().some((call) => call.callSid === callSid),
    remove(callId) {
      calls.delete(callId)
      if (calls.size > 0) return
      for (const tell of tellEmpty) tell()
      tellEmpty = []
    },
    find: (callId) => calls.get(callId),
    all: () => [...calls.values()],
    whenEmpty: () =>
      calls.size === 0
        ? Promise.resolve()
        : new Promise((resolve) => {
            tellEmpty.push(resolve)
          }),
    snapshots: () => [...calls.values()].map((call) => call.snapshot()),
  }
}
