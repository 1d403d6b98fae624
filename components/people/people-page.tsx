'use client'

import { useQuery } from '@tanstack/react-query'
import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { ProblemState } from '#components/api/problem-state.tsx'
import { PageHeader } from '#components/shell/page-header.tsx'
import { Button } from '#components/ui/button.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { InvitationList } from './invitation-list.tsx'
import { OpenDialog, type Open } from './open-dialog.tsx'
import { PeopleList } from './people-list.tsx'
import { invitationsQuery, peopleQuery } from './queries.ts'

/** Who may sign in here, and as what; whom one has invited. */
export function PeoplePage() {
  const [open, setOpen] = useState<Open>({ what: 'nothing' })
  const people = useQuery(peopleQuery)
  const invitations = useQuery(invitationsQuery)
  return (
    <>
      <PageHeader
        title="People"
        text="Who may sign in here, and as what."
        actions={
          <Button variant="primary" onClick={() => setOpen({ what: 'invite' })}>
            <UserPlus aria-hidden /> Invite somebody
          </Button>
        }
      />
      <div className="mx-4 mb-6 grid grid-cols-[minmax(0,1fr)] gap-4 md:mx-6">
        {people.isPending ? (
          <ListSkeleton />
        ) : people.data === undefined ? (
          <ProblemState
            error={people.error}
            onRetry={() => void people.refetch()}
            retrying={people.isFetching}
            className="rounded-lg border bg-card"
          />
        ) : (
          <PeopleList people={people.data} onChoose={setOpen} />
        )}
        {invitations.isError ? (
          <ProblemState
            error={invitations.error}
            onRetry={() => void invitations.refetch()}
            retrying={invitations.isFetching}
            className="rounded-lg border bg-card"
          />
        ) : (
          <InvitationList
            invitations={invitations.data ?? []}
            isAlone={people.data?.length === 1 && invitations.isSuccess}
          />
        )}
      </div>
      <OpenDialog open={open} onOpen={setOpen} />
    </>
  )
}

function ListSkeleton() {
  return (
    <div
      role="status"
      aria-label="Loading the people"
      className="grid gap-px overflow-hidden rounded-lg border"
    >
      {['a', 'b', 'c'].map((row) => (
        <div key={row} className="flex items-center gap-6 bg-card p-4">
          <div className="grid flex-1 gap-1.5">
            <Skeleton className="w-40" />
            <Skeleton className="h-3 w-52 max-w-full" />
          </div>
          <Skeleton className="w-32 max-lg:hidden" />
          <Skeleton className="w-24 max-lg:hidden" />
        </div>
      ))}
    </div>
  )
}
