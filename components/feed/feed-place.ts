import type { FeedHello, FeedMessage } from '#contracts/feed.ts'

/** How far a console has read the feed. */
export type FeedPlace = {
  /** What to say in `hello`, so that the feed goes on from here. */
  resume(this: void): FeedHello['resume']
  /**
   * Moves on by one message. `old`: it was read before, and must be passed
   * over. `missed`: something before it is lost, and REST must be read anew.
   */
  take(this: void, message: FeedMessage): 'old' | 'next' | 'missed'
}

/** A console that has read nothing yet. */
export function createFeedPlace(): FeedPlace {
  let place: FeedHello['resume']
  return {
    resume: () => place,
    take(message) {
      if (message.type === 'snapshot') return 'next'
      if (message.type === 'welcome') {
        // A resumed feed goes on where we were: what was missed follows.
        if (message.resumed) return 'next'
        place = { epoch: message.epoch, seq: message.seq }
        return 'missed'
      }
      const known = place?.seq ?? 0
      if (message.type === 'change' && message.seq <= known) return 'old'
      if (place) place = { ...place, seq: message.seq }
      return message.type === 'beat' && message.seq > known ? 'missed' : 'next'
    },
  }
}
