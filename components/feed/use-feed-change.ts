'use client'

import { useEffect, useEffectEvent } from 'react'
import type { FeedChange } from '#contracts/feed.ts'
import { useFeed, type ChangeOf } from './feed-context.ts'

/** Calls `fn` for every change of one kind, as it arrives. */
export function useFeedChange<Kind extends FeedChange['kind']>(
  kind: Kind,
  fn: (change: ChangeOf<Kind>) => void,
): void {
  const { listen } = useFeed()
  const onChange = useEffectEvent((change: FeedChange) => {
    if (isOf(kind, change)) fn(change)
  })
  useEffect(() => listen((change) => onChange(change)), [listen])
}

function isOf<Kind extends FeedChange['kind']>(
  kind: Kind,
  change: FeedChange,
): change is ChangeOf<Kind> {
  return change.kind === kind
}
