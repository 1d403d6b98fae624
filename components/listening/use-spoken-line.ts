'use client'

import { useSyncExternalStore } from 'react'
import { toCallMs } from './call-clock.ts'
import type { Listening } from './listening-context.ts'
import { lineAt } from './spoken-lines.ts'

/**
 * The id of the line being spoken where the player is; before anything was
 * played, of the line that the page's address leads to. Null: none, or nothing
 * to listen to.
 */
export function useSpokenLine(listening: Listening | null): string | null {
  const get = () => {
    if (listening === null) return null
    const { player, track, lines, linkedMs } = listening
    const { hasBegun, seconds } = player.get()
    if (track !== null && hasBegun)
      return lineAt(lines, toCallMs(seconds, track.offsetMs))?.itemId ?? null
    return linkedMs === null ? null : (lineAt(lines, linkedMs)?.itemId ?? null)
  }
  return useSyncExternalStore(listening?.player.subscribe ?? never, get, get)
}

const never = () => () => undefined
