/**
 * What the spool of a call holds: blocks, each written in one piece and with a
 * check sum, of records. A file is good up to its first block that is not.
 *
 *   block:  magic, bytes of records, CRC-32 of the records, media clock (ms); 4 bytes each
 *   record: kind (1), bytes of the rest (3), the rest
 *
 * All numbers are little-endian; times are ms of the call's media clock.
 */
export const blockMagic = 0x31_54_42_53
export const blockHeadBytes = 16
export const recordHeadBytes = 4

export const recordKinds = {
  /** Who wrote it, of what, as JSON; the first record of a file. */
  head: 1,
  /** When it begins (4), then a frame of the caller's audio. */
  caller: 2,
  /** When it was sent (4), its item (4), then a piece of the agent's audio. */
  agent: 3,
  /** The same without the audio, which there was no room for: its length (4). */
  agentLost: 4,
  /** By when (4), which item (4), and how much of it had been heard, ms (4). */
  heard: 5,
  /** For each item that was under way: item (4) and how much of it was heard, ms (4). */
  cut: 6,
  /** Nothing is kept from here on (4), and from here on again (4). */
  pause: 7,
  resume: 8,
  /** Bytes of the caller's audio that there was no room for (4). */
  callerLost: 9,
  /** The stream is over (4). */
  end: 10,
} as const

/** Who writes a spool file, and which stretch of which call. */
export type SegmentHead = {
  version: 1
  callId: string
  streamNumber: number
  /** Where the stream begins on the call's media clock, ms. */
  offsetMs: number
  /** The same on the wall clock, ms since the epoch. */
  startedAtMs: number
  owner: { pid: number; startedAt: string | null; place: string }
}
