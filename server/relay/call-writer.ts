import type { CallWrite } from '#contracts/call-write.ts'

/** One call's writes, off the audio path. */
export type CallWriter = {
  /** Queues what the call wants kept, in order; never waits, never throws. */
  write(entry: CallWrite): void
  /**
   * Settles when everything written so far is in the database or, once the
   * journal has been closed, as safe as it can be.
   */
  drained(): Promise<void>
}
