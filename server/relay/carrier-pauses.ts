import type { Logger } from '../logger.ts'
import type { CarrierFailure } from '../twilio/carrier-failure.ts'
import { pause as waitFor } from './pause.ts'
import { within } from './within.ts'

/** What the carrier's recording of a call shall be. */
export type CarrierPause = { callId: string; callSid: string; isPaused: boolean }

/**
 * Has the carrier's recordings pause and go on, off the calls' path. Of each call
 * the newest wish counts, one request at a time, again and again until it is
 * fulfilled or the call is over here: whoever carries it on wishes anew.
 */
export type CarrierPauses = {
  want(this: void, pause: CarrierPause): void
  /** What an operator should know of the newest wish; null: fulfilled, or there was none. */
  remark(this: void, callId: string): Promise<string | null>
  callOver(this: void, callId: string): void
  close(this: void): void
}

type Wish = {
  pause: CarrierPause
  /** How the first try went. */
  tried: PromiseWithResolvers<string | null>
  /** Aborted when something else is wished for, or nothing any more. */
  changed: AbortController
}

/** Waits after each failed try, ms; the last one repeats. */
const tryAgainMs = [500, 1_000, 2_000, 5_000, 15_000]
/** The operator's own question is answered within two seconds. */
const remarkWithinMs = 700

export function createCarrierPauses(parts: {
  pauseRecording: (callSid: string, isPaused: boolean) => Promise<{ ok: true } | CarrierFailure>
  logger: Logger
}): CarrierPauses {
  const wishes = new Map<string, Wish>()
  const asking = new Set<string>()

  async function fulfil(callId: string): Promise<void> {
    asking.add(callId)
    try {
      await askUntilDone(callId)
    } finally {
      asking.delete(callId)
    }
  }

  async function askUntilDone(callId: string): Promise<void> {
    let failures = 0
    for (let wish = wishes.get(callId); wish !== undefined; wish = wishes.get(callId)) {
      const { pause, tried, changed } = wish
      const done = await parts.pauseRecording(pause.callSid, pause.isPaused)
      tried.resolve(done.ok ? null : remarkOn(pause, done))
      if (changed.signal.aborted) failures = 0
      else if (done.ok) return
      else {
        parts.logger.warn({ ...pause, code: done.code }, 'the carrier’s recording did not obey')
        await waitFor(tryAgainMs[Math.min(failures, tryAgainMs.length - 1)] ?? 0, changed.signal)
        failures += 1
      }
    }
  }

  function forget(callId: string): void {
    wishes.get(callId)?.changed.abort()
    wishes.delete(callId)
  }

  return {
    want(pause) {
      const { callId } = pause
      forget(callId)
      const tried = Promise.withResolvers<string | null>()
      wishes.set(callId, { pause, tried, changed: new AbortController() })
      if (!asking.has(callId)) void fulfil(callId)
    },
    async remark(callId) {
      const wish = wishes.get(callId)
      if (!wish) return null
      const remark = await within(wish.tried.promise, remarkWithinMs)
      return remark === undefined ? unconfirmed(wish.pause) : remark
    },
    callOver: forget,
    close() {
      for (const callId of wishes.keys()) forget(callId)
    },
  }
}

function remarkOn({ isPaused }: CarrierPause, failure: CarrierFailure): string {
  const what = isPaused
    ? 'The carrier’s own recording is not paused yet, and may hold what is said'
    : 'The carrier’s own recording is still paused'
  return `${what} (${failure.message}). It is asked again until it obeys.`
}

function unconfirmed({ isPaused }: CarrierPause): string {
  const what = isPaused ? 'its own recording is paused' : 'its own recording goes on'
  return `The carrier has not confirmed yet that ${what}. It is asked until it does.`
}
