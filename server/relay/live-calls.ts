import type { FeedMessage } from '#contracts/feed.ts'
import type { RunningCall } from './run-call.ts'

/** The only map of calls: who is on the line in this process right now. */
export type LiveCalls = {
  /** False when a stream of this call is live already. */
  add(call: RunningCall): boolean
  has(callId: string): boolean
  remove(callId: string): void
  find(callId: string): RunningCall | undefined
  all(): readonly RunningCall[]
  snapshots(): Extract<FeedMessage, { type: 'snapshot' }>[]
}

export function createLiveCalls(): LiveCalls {
  const calls = new Map<string, RunningCall>()
  return {
    add(call) {
      if (calls.has(call.callId)) return false
      calls.set(call.callId, call)
      return true
    },
    has: (callId) => calls.has(callId),
    remove: (callId) => void calls.delete(callId),
    find: (callId) => calls.get(callId),
    all: () => [...calls.values()],
    snapshots: () => [...calls.values()].map((call) => call.snapshot()),
  }
}
