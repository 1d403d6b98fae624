'use client'

import { useState, useSyncExternalStore } from 'react'
import { createPlayer, type Player, type PlayerState } from './create-player.ts'
import { readVolume } from './volume.ts'

/** One player for the life of a component, as loud as the last one was. */
export function usePlayer(): Player {
  const [player] = useState(() => {
    const made = createPlayer()
    made.setVolume(readVolume())
    return made
  })
  return player
}

/** A part of what a player is doing. `select` must answer the same value, not an equal one, while nothing changed. */
export function usePlayerState<T>(player: Player, select: (state: PlayerState) => T): T {
  const get = () => select(player.get())
  return useSyncExternalStore(player.subscribe, get, get)
}
