'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { PhoneOff, Trash2 } from 'lucide-react'
import Link from 'next/link'
import type { Tombstone } from '#contracts/keeping.ts'
import { useMe } from '#components/access/use-me.ts'
import { LocalTime } from '#components/format/local-time.tsx'
import { PageHeader } from '#components/shell/page-header.tsx'
import { tombstonesQuery } from '#components/storage/queries.ts'
import { deletedByWords } from '#components/storage/storage-words.ts'
import { TombstoneRow } from '#components/storage/tombstone-row.tsx'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'

/** In place of a call that is not there: that it was deleted, when and by whom, or that there never was one. */
export function NoSuchCall({ idOrSid }: { idOrSid: string }) {
  const { may } = useMe()
  const enabled = may('recordings:read')
  const { data, isLoading } = useInfiniteQuery({ ...tombstonesQuery(idOrSid), enabled })
  const ofCall = data?.find(({ kind }) => kind === 'call')
  if (isLoading) {
    return (
      <div role="status" aria-label="Looking for the call" className="p-6">
        <h1 className="sr-only">Call</h1>
        <Skeleton className="h-8 w-64" />
      </div>
    )
  }
  return (
    <>
      <PageHeader title="Call" />
      {ofCall ? <Deleted ofCall={ofCall} tombstones={data ?? []} /> : <Unknown />}
    </>
  )
}

type DeletedProps = { ofCall: Tombstone; tombstones: readonly Tombstone[] }

function Deleted({ ofCall, tombstones }: DeletedProps) {
  return (
    <div className="border-t">
      <EmptyState
        icon={Trash2}
        title="This call was deleted"
        text={
          <>
            By {deletedByWords(ofCall.cause, ofCall.deletedBy)}, <LocalTime at={ofCall.deletedAt} />
            . Its recordings, transcript and events went with it.
          </>
        }
        action={<AllCalls />}
        className="pb-6"
      />
      <ul
        aria-label="What was deleted"
        className="mx-auto mb-6 max-w-2xl overflow-hidden rounded-lg border bg-card max-md:mx-4"
      >
        {tombstones.map((tombstone) => (
          <TombstoneRow
            key={`${tombstone.kind} ${tombstone.recordingSid ?? ''}`}
            tombstone={tombstone}
          />
        ))}
      </ul>
    </div>
  )
}

function Unknown() {
  return (
    <EmptyState
      icon={PhoneOff}
      title="No call has this address"
      text="It may be mistyped, or belong to another Switchboard."
      action={<AllCalls />}
      className="border-t"
    />
  )
}

function AllCalls() {
  return (
    <Button asChild>
      <Link href="/calls">All calls</Link>
    </Button>
  )
}
