'use client'

import { FileArchive, Tag, Trash2, X } from 'lucide-react'
import { useState } from 'react'
import type { Call } from '#contracts/call.ts'
import { useMe } from '#components/access/use-me.ts'
import { TagDialog } from '#components/tags/tag-dialog.tsx'
import { Button } from '#components/ui/button.tsx'
import { DeleteCallsDialog } from './delete-calls-dialog.tsx'
import type { DeleteOutcome } from './delete-outcome.ts'
import { SELECTED_MAX } from './selection.ts'

type BulkBarProps = {
  calls: readonly Call[]
  onClear(): void
  onDeleted(outcome: DeleteOutcome): void
}

/** What can be done with the calls that are selected, as far as the operator may. */
export function BulkBar({ calls, onClear, onDeleted }: BulkBarProps) {
  const { may } = useMe()
  const [asks, setAsks] = useState<'tags' | 'delete' | null>(null)
  const close = () => setAsks(null)
  const areTooMany = calls.length > SELECTED_MAX
  return (
    <section
      aria-label="Selected calls"
      className="sticky bottom-[calc(3.75rem+env(safe-area-inset-bottom))] z-20 mt-auto flex flex-wrap items-center gap-2 border-t bg-popover px-4 py-2 shadow-overlay md:bottom-0 md:px-6"
    >
      <p role="status" className="mr-auto text-sm font-medium">
        {calls.length} selected
        {areTooMany && (
          <span className="font-normal text-muted-foreground">
            , {SELECTED_MAX} at most at a time
          </span>
        )}
      </p>
      <div className="flex gap-2 max-sm:order-last max-sm:w-full">
        {may('calls:write') && (
          <Button className="max-sm:flex-1" disabled={areTooMany} onClick={() => setAsks('tags')}>
            <Tag aria-hidden /> Tag…
          </Button>
        )}
        {may('recordings:read') && <ExportForm calls={calls} isDisabled={areTooMany} />}
        {may('recordings:delete') && (
          <Button
            variant="dangerQuiet"
            className="max-sm:flex-1"
            disabled={areTooMany}
            onClick={() => setAsks('delete')}
          >
            <Trash2 aria-hidden /> Delete…
          </Button>
        )}
      </div>
      <Button variant="ghost" size="icon" aria-label="Select none" onClick={onClear}>
        <X aria-hidden />
      </Button>
      {asks === 'tags' && <TagDialog calls={calls} onClose={close} />}
      {asks === 'delete' && (
        <DeleteCallsDialog
          calls={calls}
          onClose={close}
          onDone={(outcome) => {
            close()
            onDeleted(outcome)
          }}
        />
      )}
    </section>
  )
}

/** A form, so that the browser saves the file while it comes; a refusal opens beside the list. */
function ExportForm({ calls, isDisabled }: { calls: readonly Call[]; isDisabled: boolean }) {
  return (
    <form method="post" action="/api/calls/export" target="_blank" className="max-sm:flex-1">
      <input type="hidden" name="callIds" value={calls.map(({ id }) => id).join(',')} />
      <Button type="submit" disabled={isDisabled} className="max-sm:w-full">
        <FileArchive aria-hidden /> Export
        <span className="sr-only"> as a zip</span>
      </Button>
    </form>
  )
}
