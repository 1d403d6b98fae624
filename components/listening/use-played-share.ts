'use client'

import { useCallback } from 'react'
import type { Player } from './create-player.ts'

/**
 * Keeps the CSS variable `--played` of an element at the share that has been
 * heard, without React: frame by frame while it plays, or where motion shall be
 * reduced, as often as the player tells.
 */
export function usePlayedShare(player: Player, lengthMs: number) {
  return useCallback(
    (element: HTMLElement | null) => {
      if (element === null) return undefined
      const isStill = window.matchMedia('(prefers-reduced-motion: reduce)').matches
      let frame = 0
      const show = () => {
        const share = lengthMs > 0 ? Math.min(1, (player.now() * 1_000) / lengthMs) : 0
        element.style.setProperty('--played', `${(share * 100).toFixed(3)}%`)
      }
      const run = () => {
        show()
        frame = requestAnimationFrame(run)
      }
      const follow = () => {
        cancelAnimationFrame(frame)
        if (player.get().isPlaying && !isStill) run()
        else show()
      }
      follow()
      const unsubscribe = player.subscribe(follow)
      return () => {
        cancelAnimationFrame(frame)
        unsubscribe()
      }
    },
    [player, lengthMs],
  )
}
