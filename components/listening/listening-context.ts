'use client'

import { createContext, use } from 'react'
import type { RecordingSource } from '#contracts/recording.ts'
import type { TranscriptLine } from '#contracts/transcript.ts'
import type { Track } from './choose-track.ts'
import type { Player } from './create-player.ts'
import type { Mark } from './marks.ts'

/** What the parts of a page that listens share. Places are ms on the call's clock. */
export type Listening = {
  player: Player
  /** What is played; null: there is nothing to play. */
  track: Track | null
  /** All that could be. */
  tracks: readonly Track[]
  lines: readonly TranscriptLine[]
  marks: readonly Mark[]
  /** Where the page's address leads; null: nowhere. */
  linkedMs: number | null
  /** Goes to a place; whether it plays stays as it is. */
  goTo(callMs: number): void
  /** Goes to a place and plays. */
  playFrom(callMs: number): void
  /** Plays on from the same place of the call in the recording of another. */
  switchTo(source: RecordingSource): void
  /** Plays another part of the same source from its beginning. */
  openPart(recordingSid: string): void
  /** Counts the seeks that somebody asked for: whatever follows the place follows it again. */
  onSeek(listener: () => void): () => void
}

export const ListeningContext = createContext<Listening | null>(null)

/** Null where nothing can be listened to, as while a call is up. */
export function useMaybeListening(): Listening | null {
  return use(ListeningContext)
}

/** For what only stands inside a `ListeningProvider`. */
export function useListening(): Listening {
  const listening = use(ListeningContext)
  if (listening === null) throw new Error('useListening outside a ListeningProvider')
  return listening
}
