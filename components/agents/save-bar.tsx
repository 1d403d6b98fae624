'use client'

import type { AgentConfig } from '#contracts/agent.ts'
import type { Call } from '#contracts/call.ts'
import { Button } from '#components/ui/button.tsx'
import { ApplyNotes } from './apply-notes.tsx'
import { ApplyToCall } from './apply-to-call.tsx'
import { partLabels } from './unsaved.ts'
import { useApplyConfig } from './use-apply-config.ts'

type SaveBarProps = {
  changed: readonly (keyof AgentConfig)[]
  saving: boolean
  liveCall: Call | null
  onDiscard(): void
}

/** What is not saved yet, and what to do with it. Always in sight under the fields. */
export function SaveBar({ changed, saving, liveCall, onDiscard }: SaveBarProps) {
  const isEdited = changed.length > 0
  const apply = useApplyConfig()
  const notes = apply.data?.notes ?? []
  return (
    <div className="sticky bottom-[calc(3.75rem+env(safe-area-inset-bottom))] z-10 grid shrink-0 grid-cols-[minmax(0,1fr)] gap-2 rounded-b-lg border-t bg-card px-4 py-3 md:bottom-0 xl:static">
      {notes.length > 0 && <ApplyNotes notes={notes} onClose={apply.reset} />}
      <p role="status" className="flex min-h-4 items-baseline gap-2 text-xs text-muted-foreground">
        {isEdited ? (
          <>
            <span aria-hidden className="size-1.5 shrink-0 rounded-full bg-lamp" />
            <span className="font-medium text-pretty text-lamp-text">
              Unsaved: {changed.map((part) => partLabels[part]).join(', ')}
            </span>
          </>
        ) : (
          'Everything is saved'
        )}
      </p>
      <div className="flex flex-wrap items-center gap-2">
        <ApplyToCall liveCall={liveCall} apply={apply} />
        <Button variant="ghost" className="ml-auto" disabled={!isEdited} onClick={onDiscard}>
          Discard
        </Button>
        <Button type="submit" variant="primary" disabled={!isEdited} pending={saving}>
          Save
        </Button>
      </div>
    </div>
  )
}
