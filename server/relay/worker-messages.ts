import type { CallCommand, CommandResult } from '#contracts/control.ts'
import type { FeedChange } from '#contracts/feed.ts'
import type { Config } from '../config.ts'
import type { Snapshot } from './call-carrier.ts'
import type { CarrierPause } from './carrier-pauses.ts'
import type { Meters } from './metrics.ts'
import type { UpgradeHead } from './stream-hand-off.ts'

/**
 * What crosses the channel between a relay's front and its workers. Both ends
 * are this code, started together, so messages are told apart and not checked.
 */
export type ToWorker =
  | { type: 'start'; config: Config; relayId: string }
  /** A socket comes with it; it may be answered only once `goOn` has said so. */
  | { type: 'stream'; number: number; upgrade: UpgradeHead }
  | { type: 'goOn'; number: number }
  | { type: 'command'; id: number; callId: string; command: CallCommand }
  | { type: 'snapshot'; id: number; callId: string }
  | { type: 'meters'; id: number }
  | { type: 'handOver'; callId: string; atOnce: boolean }
  /** To stop; the calls that are up end, or are left to another stream. */
  | { type: 'leave'; lettingGo: boolean }

export type FromWorker =
  | { type: 'ready' }
  /** Every {@link beatMs}. */
  | { type: 'beat'; journalFull: boolean }
  | { type: 'streamTaken'; number: number }
  | { type: 'streamOver' }
  /** A stream has begun to carry the call, or does not carry it any more. */
  | { type: 'began'; callId: string }
  | { type: 'left'; callId: string }
  | { type: 'changes'; changes: readonly FeedChange[] }
  | { type: 'hangUp'; callId: string; callSid: string }
  | ({ type: 'pauseAtCarrier' } & CarrierPause)
  | { type: 'callOver'; callId: string }
  | { type: 'obeyed'; id: number; result: CommandResult }
  | { type: 'snapshot'; id: number; snapshot: Snapshot | null }
  | { type: 'meters'; id: number; meters: Meters }

export const beatMs = 1_000

/** Node's own tools may use the channel too (`node --watch`): what is not ours is passed over. */
export function isToWorker(raw: unknown): raw is ToWorker {
  return isTagged(raw)
}

/** The same of what comes back. */
export function isFromWorker(raw: unknown): raw is FromWorker {
  return isTagged(raw)
}

function isTagged(raw: unknown): boolean {
  return typeof raw === 'object' && raw !== null && 'type' in raw && typeof raw.type === 'string'
}
