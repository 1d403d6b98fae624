'use client'

import Link from 'next/link'
import { Panel } from '#components/ui/panel.tsx'
import { RecordingList } from './recording-list.tsx'

/** Recordings on the desk: newest first, played in place. */
export function RecordingsPanel({ className }: { className?: string }) {
  return (
    <Panel
      title="Recordings"
      headingId="recordings-panel"
      flush
      actions={
        <Link
          href="/recordings"
          className="text-sm text-primary underline decoration-primary/40 underline-offset-4 hover:decoration-primary"
        >
          See all
        </Link>
      }
      {...(className ? { className } : {})}
    >
      <div data-scroll-box className="relative h-full xl:overflow-y-auto xl:overscroll-contain">
        <RecordingList />
      </div>
    </Panel>
  )
}
