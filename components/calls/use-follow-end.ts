'use client'

import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'

/** Closer to the end than this counts as being there. */
const NEAR_PX = 48

/**
 * Keeps a scrolling box at its end while its content grows, until somebody
 * scrolls up. A box that does not grow any more begins at its start.
 */
export function useFollowEnd({ isGrowing }: { isGrowing: boolean }) {
  const boxRef = useRef<HTMLDivElement>(null)
  const [isAtEnd, setAtEnd] = useState(isGrowing)

  useEffect(() => {
    const box = boxRef.current
    if (!box) return undefined
    const onScroll = () => {
      setAtEnd(box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX)
    }
    box.addEventListener('scroll', onScroll, { passive: true })
    return () => box.removeEventListener('scroll', onScroll)
  }, [])

  useLayoutEffect(() => {
    const box = boxRef.current
    if (box && isAtEnd && isGrowing) box.scrollTop = box.scrollHeight
  })

  const follow = useCallback(() => setAtEnd(true), [])
  return { boxRef, isBehind: isGrowing && !isAtEnd, follow }
}
