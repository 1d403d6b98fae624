import type { IncomingMessage } from 'node:http'
import type { CallCommand, CommandResult } from '#contracts/control.ts'
import type { FeedMessage } from '#contracts/feed.ts'
import type { DrainOptions } from './drain.ts'
import type { Meters } from './metrics.ts'

export type Snapshot = Extract<FeedMessage, { type: 'snapshot' }>

/** Whether another stream can be taken, and what stands against it. */
export type Room = 'some' | 'full' | 'no-worker'

/** What carries the calls behind a relay's doors: its own process, or workers of it. */
export type CallCarrier = {
  /** Takes a media stream whose upgrade was signed. */
  take(this: void, request: IncomingMessage, head: Buffer): void
  room(this: void): Room
  /** What calls write cannot be kept on the disk any more. */
  isJournalFull(this: void): boolean
  /** Ids of the calls on the air. */
  carried(this: void): readonly string[]
  /** Null: whoever carries the call does not answer. */
  command(this: void, callId: string, command: CallCommand): Promise<CommandResult | null>
  /** The calls as they stand, none older than the question. */
  snapshots(this: void): Promise<readonly Snapshot[]>
  /** Of every process that has to do with calls. */
  meters(this: void): Promise<readonly Meters[]>
  /** Settles when the last call has ended or was handed over. */
  drain(options: DrainOptions): Promise<void>
  /** Ends the calls that are up and lets their last writes out. */
  close(): Promise<void>
}
