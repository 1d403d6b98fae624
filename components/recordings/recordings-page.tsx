'use client'

import Link from 'next/link'
import { useSearchParams } from 'next/navigation'
import { useMemo } from 'react'
import { useMe } from '#components/access/use-me.ts'
import { QuotaBanner } from '#components/storage/quota-banner.tsx'
import { PageHeader } from '#components/shell/page-header.tsx'
import { Button } from '#components/ui/button.tsx'
import { parseRecordingFilter } from './queries.ts'
import { RecordingList } from './recording-list.tsx'
import { StateFilter } from './state-filter.tsx'

/** The page of all recordings, with room for the transcript beside the player. */
export function RecordingsPage() {
  const { may } = useMe()
  const search = useSearchParams()
  const filter = useMemo(() => parseRecordingFilter(search), [search])
  return (
    <>
      <PageHeader
        title="Recordings"
        text="Newest first. Both sides are kept in a channel of their own."
        actions={<StateFilter state={filter.state} />}
      />
      <QuotaBanner />
      <div className="mx-4 mb-6 overflow-hidden rounded-lg border bg-card md:mx-6">
        <RecordingList
          filter={filter}
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
