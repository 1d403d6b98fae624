import { relayRecords } from '../calls/who-records.ts'
import type { Clock } from '../clock.ts'
import type { Config } from '../config.ts'
import type { Logger } from '../logger.ts'
import { createCallTap, noTap, type CallTap, type TapBudget } from './call-tap.ts'
import type { CarriedCall } from './carried-call.ts'
import { createComplain } from './complain.ts'
import { thisOwner } from './journal-owner.ts'
import { createSpoolFile } from './spool-file.ts'
import { newSegmentPath } from './spool.ts'
import { tellMissing, type MissingPorts } from './tell-missing.ts'

/** The taps of the calls that this process carries. */
export type Taps = {
  /**
   * The tap of a stream that begins; one that hears nothing where the call is not
   * recorded here. Closed, it has told what the disk did not take.
   */
  open(call: CarriedCall): CallTap
  /** Settles when every tap that was closed has put down what it had. */
  closed(): Promise<void>
}

/** What may wait for the disk in all calls together: eight minutes of a hundred of them would not fit. */
const budgetBytesMax = 64 * 1_024 * 1_024

export function createTaps(
  parts: MissingPorts & { config: Config; clock: Clock; logger: Logger },
): Taps {
  const { config, clock, logger } = parts
  const complain = createComplain(logger)
  const budget: TapBudget = { bytes: 0, bytesMax: budgetBytesMax }
  const closing = new Set<Promise<void>>()
  const owner = thisOwner()

  const tellTrouble = (error: Error) =>
    complain('error', 'what is to be recorded cannot be put down; it waits in memory', {
      err: error,
    })

  function openTap({ callId, streamNumber, offsetMs }: CarriedCall, startedAtMs: number): CallTap {
    const path = newSegmentPath(config.SPOOL_DIR, callId, streamNumber)
    return createCallTap({
      head: { version: 1, callId, streamNumber, offsetMs, startedAtMs, owner },
      file: createSpoolFile(path, tellTrouble),
      budget,
      monotonicMs: () => performance.now(),
      onLost: (lost) => complain('error', 'audio to be recorded is lost', { callId, ...lost }),
    })
  }

  async function closeTap(tap: CallTap, call: CarriedCall, startedAtMs: number): Promise<number> {
    const missingMs = await tap.close()
    if (missingMs === 0) return 0
    const missing = { dir: config.SPOOL_DIR, callId: call.callId, missingMs, startedAtMs }
    await tellMissing(parts, missing)
    return missingMs
  }

  return {
    open(call) {
      if (!relayRecords(config, call.config)) return noTap
      const startedAtMs = clock.now()
      const tap = openTap(call, startedAtMs)
      return {
        ...tap,
        close() {
          const closed = closeTap(tap, call, startedAtMs)
          const told = closed.then(() => void closing.delete(told))
          closing.add(told)
          return closed
        },
      }
    },
    async closed() {
      await Promise.all(closing)
    },
  }
}
