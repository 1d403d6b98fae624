'use client'

import { useQuery } from '@tanstack/react-query'
import { toast } from 'sonner'
import type { SignedInSession } from '#contracts/people.ts'
import { ProblemState } from '#components/api/problem-state.tsx'
import { toastProblem } from '#components/api/toast-problem.ts'
import { Panel } from '#components/ui/panel.tsx'
import { browserWords } from './browser-words.ts'
import { ownSessionsQuery } from './queries.ts'
import { SessionList } from './session-list.tsx'
import { SessionsSkeleton } from './sessions-skeleton.tsx'
import { useEndOwnSession } from './use-account-acts.ts'

/** Where one is signed in. */
export function SessionsPanel() {
  const sessions = useQuery(ownSessionsQuery)
  const end = useEndOwnSession()
  const onEnd = ({ id, userAgent }: SignedInSession) =>
    end.mutate(id, {
      onSuccess: () => toast.success(`Signed out: ${browserWords(userAgent)}`),
      onError: toastProblem,
    })
  return (
    <Panel title="Where you are signed in" headingId="sessions-panel" flush>
      {sessions.isPending ? (
        <SessionsSkeleton />
      ) : sessions.data === undefined ? (
        <ProblemState
          error={sessions.error}
          onRetry={() => void sessions.refetch()}
          retrying={sessions.isFetching}
        />
      ) : (
        <SessionList
          label="Sessions"
          sessions={sessions.data}
          endingId={end.isPending ? end.variables : null}
          onEnd={onEnd}
        />
      )}
    </Panel>
  )
}
