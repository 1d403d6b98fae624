'use client'

import { useCallback, useEffect, useState, type RefObject } from 'react'
import type { Listening } from './listening-context.ts'

/**
 * Keeps the line being spoken in view inside a scrolling box, which marks it
 * with `data-spoken`, until somebody scrolls it out of sight; a seek, or
 * `follow`, brings it back. The page itself is never scrolled.
 */
export function useFollowLine(
  boxRef: RefObject<HTMLElement | null>,
  listening: Listening | null,
  itemId: string | null,
) {
  const [isFollowing, setFollowing] = useState(true)
  const follow = useCallback(() => {
    setFollowing(true)
    if (boxRef.current) bringIntoView(boxRef.current)
  }, [boxRef])

  useEffect(() => {
    const box = boxRef.current
    if (box === null || itemId === null) return undefined
    const onScroll = () => setFollowing(isInView(box))
    box.addEventListener('scroll', onScroll, { passive: true })
    return () => box.removeEventListener('scroll', onScroll)
  }, [boxRef, itemId])

  useEffect(() => {
    const box = boxRef.current
    if (box === null || itemId === null || !isFollowing) return undefined
    bringIntoView(box)
    // What loads later above or below the box takes room from it.
    const observer = new ResizeObserver(() => bringIntoView(box))
    observer.observe(box)
    return () => observer.disconnect()
  }, [boxRef, itemId, isFollowing])

  const onSeek = listening?.onSeek
  useEffect(() => onSeek?.(() => setFollowing(true)), [onSeek])

  return { isAway: itemId !== null && !isFollowing, follow }
}

function bringIntoView(box: HTMLElement): void {
  const line = spokenIn(box)
  if (line === null || isInView(box)) return
  // A third from the top: what led to it stays in sight, and so does what follows.
  box.scrollTop +=
    line.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 3
}

function isInView(box: HTMLElement): boolean {
  const line = spokenIn(box)
  if (line === null) return true
  const [inner, outer] = [line.getBoundingClientRect(), box.getBoundingClientRect()]
  const visible = Math.min(inner.bottom, outer.bottom) - Math.max(inner.top, outer.top)
  return visible >= Math.min(inner.height, outer.height / 2)
}

function spokenIn(box: HTMLElement): HTMLElement | null {
  return box.querySelector<HTMLElement>('[data-spoken]')
}
