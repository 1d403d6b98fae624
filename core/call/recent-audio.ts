/** A frame of caller audio; `timestampMs` on the media clock. */
export type HeldFrame = { payload: string; timestampMs: number; bytes: number }

/**
 * The newest caller audio, kept for the case that the model session is lost
 * before it has answered: the last half second always, and the whole turn while
 * one is unanswered. Two chains of frames, so that keeping one more costs one
 * small object and dropping the oldest costs nothing.
 */
export type RecentAudio = {
  newest: Link | null
  newestBytes: number
  before: Link | null
}

type Link = HeldFrame & { previous: Link | null }

export const noRecentAudio: RecentAudio = { newest: null, newestBytes: 0, before: null }

/** What a speaker's first syllable needs before the model notices them; half of it is the least that is kept. */
const prefixBytes = 8 * 600
/** Fifteen seconds: longer turns lose their beginning. */
const turnBytesMax = 8 * 15_000

/** Keeps a frame; `whole`: nothing before it is dropped, up to fifteen seconds. */
export function rememberAudio(
  recent: RecentAudio,
  payload: string,
  timestampMs: number,
  bytes: number,
  whole: boolean,
): RecentAudio {
  const full = recent.newestBytes >= (whole ? turnBytesMax : prefixBytes)
  const previous = full ? null : recent.newest
  return {
    newest: { payload, timestampMs, bytes, previous },
    newestBytes: full ? bytes : recent.newestBytes + bytes,
    before: full ? recent.newest : recent.before,
  }
}

/** Everything kept, oldest first. */
export function recentFrames(recent: RecentAudio): HeldFrame[] {
  const frames: HeldFrame[] = []
  for (const chain of [recent.newest, recent.before]) {
    for (let link = chain; link !== null; link = link.previous) {
      frames.push({ payload: link.payload, timestampMs: link.timestampMs, bytes: link.bytes })
    }
  }
  return frames.toReversed()
}

/** The turn was answered: only what comes from now on matters. */
export function forgetAudio(recent: RecentAudio): RecentAudio {
  return recent.newest === null ? recent : noRecentAudio
}
