'use client'

import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'

/** Closer to the end than this counts as being there. */
const NEAR_PX = 48

/** Keeps a scrolling box at its end while its content grows, until somebody scrolls up. */
export function useFollowEnd() {
  const boxRef = useRef<HTMLDivElement>(null)
  const [isFollowing, setFollowing] = useState(true)

  useEffect(() => {
    const box = boxRef.current
    if (!box) return undefined
    const onScroll = () => {
      setFollowing(box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX)
    }
    box.addEventListener('scroll', onScroll, { passive: true })
    return () => box.removeEventListener('scroll', onScroll)
  }, [])

  useLayoutEffect(() => {
    const box = boxRef.current
    if (box && isFollowing) box.scrollTop = box.scrollHeight
  })

  const follow = useCallback(() => setFollowing(true), [])
  return { boxRef, isFollowing, follow }
}
