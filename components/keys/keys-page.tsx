'use client'

import { useQuery } from '@tanstack/react-query'
import { KeyRound, Plus } from 'lucide-react'
import { useState } from 'react'
import type { ApiKey, NewApiKey } from '#contracts/api-key.ts'
import { ProblemState } from '#components/api/problem-state.tsx'
import { PageHeader } from '#components/shell/page-header.tsx'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { EditKeyDialog } from './edit-key-dialog.tsx'
import { KeyList } from './key-list.tsx'
import type { KeyAct } from './key-menu.tsx'
import { MakeKeyDialog } from './make-key-dialog.tsx'
import { apiKeysQuery } from './queries.ts'
import { RevokeKeyDialog } from './revoke-key-dialog.tsx'
import { RotateKeyDialog } from './rotate-key-dialog.tsx'
import { SecretDialog } from './secret-dialog.tsx'

/** What is open over the list. */
type Open =
  | { what: 'nothing' }
  | { what: 'make' }
  | { what: 'secret'; made: NewApiKey }
  | { what: KeyAct; apiKey: ApiKey }

/** The keys with which programs use this Switchboard. */
export function KeysPage() {
  const [open, setOpen] = useState<Open>({ what: 'nothing' })
  const keys = useQuery(apiKeysQuery)
  const make = () => setOpen({ what: 'make' })
  return (
    <>
      <PageHeader
        title="Keys"
        text={
          <>
            With a key, a program places calls and reads what became of them. What it can ask for
            stands in{' '}
            <a
              href="/api/openapi.json"
              target="_blank"
              rel="noreferrer"
              className="text-primary underline decoration-primary/40 underline-offset-4 hover:decoration-primary"
            >
              the API document
            </a>
            .
          </>
        }
        actions={
          keys.data !== undefined &&
          keys.data.length > 0 && (
            <Button variant="primary" onClick={make}>
              <Plus aria-hidden /> Make a key
            </Button>
          )
        }
      />
      {keys.isPending ? (
        <ListSkeleton />
      ) : keys.data === undefined ? (
        <ProblemState
          error={keys.error}
          onRetry={() => void keys.refetch()}
          retrying={keys.isFetching}
          className="border-t p-6"
        />
      ) : keys.data.length === 0 ? (
        <NoKeys onMake={make} />
      ) : (
        <KeyList keys={keys.data} onChoose={(what, apiKey) => setOpen({ what, apiKey })} />
      )}
      <OpenDialog open={open} onOpen={setOpen} />
    </>
  )
}

function OpenDialog({ open, onOpen }: { open: Open; onOpen(open: Open): void }) {
  const close = () => onOpen({ what: 'nothing' })
  const show = (made: NewApiKey) => onOpen({ what: 'secret', made })
  switch (open.what) {
    case 'nothing':
      return null
    case 'make':
      return <MakeKeyDialog onMade={show} onClose={close} />
    case 'secret':
      return <SecretDialog made={open.made} onClose={close} />
    case 'edit':
      return <EditKeyDialog apiKey={open.apiKey} onClose={close} />
    case 'rotate':
      return <RotateKeyDialog apiKey={open.apiKey} onRotated={show} onClose={close} />
    case 'revoke':
      return <RevokeKeyDialog apiKey={open.apiKey} onClose={close} />
  }
}

function NoKeys({ onMake }: { onMake(): void }) {
  return (
    <EmptyState
      icon={KeyRound}
      title="No keys yet"
      text="Make one for each program that places calls or reads calls and recordings: a booking system, a script, a dashboard. Each may do only what you allow it."
      action={
        <Button variant="primary" onClick={onMake}>
          <Plus aria-hidden /> Make the first key
        </Button>
      }
      className="border-t"
    />
  )
}

function ListSkeleton() {
  return (
    <div
      role="status"
      aria-label="Loading the keys"
      className="mx-4 grid gap-px overflow-hidden rounded-lg border md:mx-6"
    >
      {['a', 'b', 'c'].map((row) => (
        <div key={row} className="flex items-center gap-6 bg-card p-4">
          <div className="grid flex-1 gap-1.5">
            <Skeleton className="w-40" />
            <Skeleton className="h-3 w-28" />
          </div>
          <Skeleton className="w-32 max-lg:hidden" />
          <Skeleton className="w-24 max-lg:hidden" />
        </div>
      ))}
    </div>
  )
}
