'use client'

import { FileArchive, Trash2 } from 'lucide-react'
import { useId, useRef, useState } from 'react'
import { toast } from 'sonner'
import type { NumberHoldings } from '#contracts/keeping.ts'
import { toastProblem } from '#components/api/toast-problem.ts'
import { FactList } from '#components/calls/fact-list.tsx'
import { formatBytes } from '#components/format/bytes.ts'
import { LocalTime } from '#components/format/local-time.tsx'
import { formatPhone } from '#components/format/phone.ts'
import { counted } from '#components/storage/storage-words.ts'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { DeleteHoldingsDialog } from './delete-holdings-dialog.tsx'
import { HeldCalls } from './held-calls.tsx'
import { useDeleteHoldings } from './use-holdings.ts'

type HoldingsFactsProps = { holdings: NumberHoldings; onDeleted(): void }

/** What is held on a number, with a file of all of it, and its end. */
export function HoldingsFacts({ holdings, onDeleted }: HoldingsFactsProps) {
  const [isAsking, setAsking] = useState(false)
  const headingId = useId()
  const remove = useDeleteHoldings()
  const opener = useRef<HTMLButtonElement>(null)
  const confirm = () =>
    remove.mutate(holdings.number, {
      onSuccess: ({ deletions, held }) => {
        tellDeleted(deletions, held.length)
        onDeleted()
      },
      onError: toastProblem,
      onSettled: () => setAsking(false),
    })
  if (holdings.calls === 0)
    return (
      <EmptyState
        title={`Nothing is held on ${formatPhone(holdings.number)}`}
        text="No call from or to this number is kept here. What was deleted is told under Storage."
        className="rounded-lg border bg-card"
      />
    )
  return (
    <Panel
      title={formatPhone(holdings.number)}
      headingId={headingId}
      aside={<Span holdings={holdings} />}
      flush
    >
      <div className="max-w-2xl px-4 py-2">
        <FactList
          facts={[
            { name: 'Calls', value: holdings.calls.toLocaleString('en-GB') },
            {
              name: 'Recordings',
              value: `${holdings.recordings.toLocaleString('en-GB')}, ${formatBytes(holdings.bytes)}`,
            },
            { name: 'Transcript lines', value: holdings.transcriptLines.toLocaleString('en-GB') },
          ]}
        />
      </div>
      {holdings.held > 0 && <HeldCalls holdings={holdings} />}
      <div className="flex flex-wrap gap-2 border-t px-4 py-3">
        {/* A form, so that the browser saves the zip while it comes, and the number stands in no address. */}
        <form method="post" action="/api/holdings/export">
          <input type="hidden" name="number" value={holdings.number} />
          <Button type="submit">
            <FileArchive aria-hidden /> Export as zip
          </Button>
        </form>
        <Button
          ref={opener}
          variant="dangerQuiet"
          disabled={holdings.calls === holdings.held}
          onClick={() => setAsking(true)}
        >
          <Trash2 aria-hidden /> Delete everything
        </Button>
      </div>
      {isAsking && (
        <DeleteHoldingsDialog
          holdings={holdings}
          pending={remove.isPending}
          onConfirm={confirm}
          onClose={() => {
            setAsking(false)
            // The dialog leaves with its question, so nothing of it gives the focus back.
            requestAnimationFrame(() => opener.current?.focus())
          }}
        />
      )}
    </Panel>
  )
}

function Span({ holdings: { firstAt, lastAt } }: { holdings: NumberHoldings }) {
  if (firstAt === null || lastAt === null) return null
  if (firstAt === lastAt) return <LocalTime at={firstAt} />
  return (
    <>
      <LocalTime at={firstAt} /> to <LocalTime at={lastAt} />
    </>
  )
}

function tellDeleted(deletions: readonly { state: string }[], held: number): void {
  const open = deletions.filter(({ state }) => state === 'pending').length
  const notes = [
    open > 0
      ? `${counted(open, 'call')} could not be deleted wholly yet; it goes on by itself.`
      : '',
    held > 0 ? `${counted(held, 'call')} under a legal hold stayed.` : '',
  ].filter((note) => note !== '')
  toast.success(`${counted(deletions.length, 'call')} deleted`, { description: notes.join(' ') })
}
