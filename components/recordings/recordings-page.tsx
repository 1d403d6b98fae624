'use client'

import Link from 'next/link'
import { useMe } from '#components/access/use-me.ts'
import { PageHeader } from '#components/shell/page-header.tsx'
import { Button } from '#components/ui/button.tsx'
import { RecordingList } from './recording-list.tsx'

/** The page of all recordings, with room for the transcript beside the player. */
export function RecordingsPage() {
  const { may } = useMe()
  return (
    <>
      <PageHeader
        title="Recordings"
        text="Newest first. Both sides are kept in a channel of their own."
      />
      <div className="mx-4 mb-6 overflow-hidden rounded-lg border bg-card md:mx-6">
        <RecordingList
          emptyAction={
            may('calls:write') && (
              <Button asChild variant="primary">
                <Link href="/">Make a call</Link>
              </Button>
            )
          }
        />
      </div>
    </>
  )
}
