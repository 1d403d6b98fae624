import { pause } from './pause.ts'

export type DrainOptions = {
  withinMs: number
  othersTakeCalls: () => Promise<boolean>
  /** Aborted: nobody waits any longer. */
  signal: AbortSignal
}

/** The calls that are to go, wherever they are carried. */
export type LeavingCalls = {
  all(): readonly { callId: string; handOver(atOnce: boolean): void }[]
  whenEmpty(): Promise<void>
}

/**
 * Waits until the last call is gone, `withinMs` at most: then every call that is
 * left is handed over at once. From half of that time on a call is handed over
 * as soon as it is quiet, but only while `othersTakeCalls`: a caller who would
 * have to wait for the next relay is better off talking. Returns early when
 * `signal` aborts.
 */
export async function drainCalls(
  calls: LeavingCalls,
  { withinMs, othersTakeCalls, signal }: DrainOptions,
): Promise<void> {
  const over = new AbortController()
  const late = AbortSignal.any([signal, over.signal])
  const handOvers = handOverInTime()

  async function handOverInTime(): Promise<void> {
    await pause(withinMs / 2, late)
    const asked = new Set<string>()
    for (let leftMs = withinMs / 2; leftMs > 0 && !late.aborted; leftMs -= lookEveryMs) {
      const others = await othersTakeCalls().catch(() => false)
      if (late.aborted) return
      for (const call of others ? calls.all() : []) {
        if (!asked.has(call.callId)) call.handOver(false)
        asked.add(call.callId)
      }
      await pause(Math.min(leftMs, lookEveryMs), late)
    }
    if (late.aborted) return
    for (const call of calls.all()) call.handOver(true)
  }

  await Promise.race([calls.whenEmpty(), untilAborted(signal)])
  over.abort()
  await handOvers
}

const lookEveryMs = 500

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
