import type { Recording, RecordingSource } from '#contracts/recording.ts'
import { recordingOffsetMs } from './call-clock.ts'

/** A recording that can be played, and where it lies on the call's clock. */
export type Track = { recording: Recording; offsetMs: number }

/** What somebody wants to hear; what is left out is chosen for them. */
export type TrackWish = {
  recordingSid?: string | null
  source?: RecordingSource | null
  /** A place on the call's clock that the recording should reach. */
  callMs?: number | null
}

/** The recordings that can be played, in the order of the call. */
export function tracksOf(
  recordings: readonly Recording[],
  streamStartedAt: string | null,
): Track[] {
  return recordings
    .filter(({ state }) => state === 'ready')
    .map((recording) => ({ recording, offsetMs: recordingOffsetMs(recording, streamStartedAt) }))
    .toSorted((a, b) => a.offsetMs - b.offsetMs)
}

/**
 * The recording that is meant by its SID; else, of the source that is wished for
 * (the relay's before the carrier's), the part that holds the wished place, or
 * the last that begins before it. Null: there is nothing to play.
 */
export function chooseTrack(tracks: readonly Track[], wish: TrackWish): Track | null {
  const named = tracks.find(({ recording }) => recording.recordingSid === wish.recordingSid)
  if (named !== undefined) return named
  const parts = partsOf(tracks, wish.source ?? null)
  const callMs = wish.callMs ?? -Infinity
  return parts.findLast(({ offsetMs }) => offsetMs <= callMs) ?? parts[0] ?? null
}

/** All parts of one source, in order: of the one wished for, or else of the best there is. */
export function partsOf(tracks: readonly Track[], source: RecordingSource | null): Track[] {
  const sources = sourcesOf(tracks)
  const chosen = source !== null && sources.includes(source) ? source : sources[0]
  return tracks.filter(({ recording }) => recording.source === chosen)
}

/** Who recorded what can be played, the better first. */
export function sourcesOf(tracks: readonly Track[]): RecordingSource[] {
  return order.filter((source) => tracks.some(({ recording }) => recording.source === source))
}

/** The relay's is what both sides heard, placed to the sample. */
const order: readonly RecordingSource[] = ['relay', 'carrier']
