'use client'

import { useQuery } from '@tanstack/react-query'
import { toast } from 'sonner'
import type { Person } from '#contracts/people.ts'
import { SessionList } from '#components/account/session-list.tsx'
import { SessionsSkeleton } from '#components/account/sessions-skeleton.tsx'
import { ProblemState } from '#components/api/problem-state.tsx'
import { toastProblem } from '#components/api/toast-problem.ts'
import { Dialog, DialogContent } from '#components/ui/dialog.tsx'
import { personSessionsQuery } from './queries.ts'
import { useEndSession } from './use-people-acts.ts'

/** Where somebody is signed in, each to be ended. */
export function PersonSessionsDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const sessions = useQuery(personSessionsQuery(person.id))
  const end = useEndSession(person.id)
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={`Where ${person.name} is signed in`}
        description="Whoever is signed out can sign in again, unless they are removed."
      >
        <div className="rounded-md border">
          {sessions.isPending ? (
            <SessionsSkeleton />
          ) : sessions.data === undefined ? (
            <ProblemState
              error={sessions.error}
              onRetry={() => void sessions.refetch()}
              retrying={sessions.isFetching}
            />
          ) : sessions.data.length === 0 ? (
            <p className="px-4 py-6 text-sm text-muted-foreground">Nowhere at the moment.</p>
          ) : (
            <SessionList
              label={`Sessions of ${person.name}`}
              sessions={sessions.data}
              endingId={end.isPending ? end.variables : null}
              onEnd={({ id }) =>
                end.mutate(id, {
                  onSuccess: () => toast.success(`${person.name} is signed out there`),
                  onError: toastProblem,
                })
              }
            />
          )}
        </div>
      </DialogContent>
    </Dialog>
  )
}
