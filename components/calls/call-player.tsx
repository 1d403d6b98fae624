'use client'

import { useListening } from '#components/listening/listening-context.ts'
import { PlayerPanel } from '#components/listening/player-panel.tsx'

/** The player of a call's page, as soon as there is something to play. */
export function CallPlayer({
  className,
  isSmall = false,
}: {
  className: string
  isSmall?: boolean
}) {
  const { track } = useListening()
  if (track === null) return null
  return (
    <section aria-label="Recording" className={className}>
      <PlayerPanel track={track} isSmall={isSmall} />
    </section>
  )
}
