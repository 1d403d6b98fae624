'use client'

import { useMemo } from 'react'
import type { Call } from '#contracts/call.ts'
import { describeHappening } from './happening-words.ts'
import { happeningsOf, type Happening } from './happenings.ts'
import { useCallEvents } from './use-call.ts'

/** What befell a call, kept true by the feed, and the same as news to be read out. */
export function useHappenings(call: Call) {
  const { events, isPending } = useCallEvents(call.id)
  const happenings = useMemo(() => happeningsOf(events), [events])
  const news = useMemo(() => happenings.flatMap(newsOf), [happenings])
  return { happenings, news, isReady: !isPending }
}

/** A break is news twice: when it begins, and when it is over. */
function newsOf(happening: Happening): { key: string; text: string }[] {
  const key = String(happening.began.seq)
  const now = { key, text: describeHappening(happening, true).text }
  if (!('ended' in happening) || happening.ended === null) return [now]
  const begun = describeHappening({ ...happening, ended: null }, true).text
  return [
    { key, text: begun },
    { key: `${key}-ended`, text: now.text },
  ]
}
