'use client'

import type { AgentConfig } from '#contracts/agent.ts'
import type { Call } from '#contracts/call.ts'
import { Button } from '#components/ui/button.tsx'
import { ApplyToCall } from './apply-to-call.tsx'
import { partLabels } from './unsaved.ts'

type SaveBarProps = {
  changed: readonly (keyof AgentConfig)[]
  saving: boolean
  liveCall: Call | null
  onDiscard(): void
}

/** What is not saved yet, and what to do with it. Always in sight under the fields. */
export function SaveBar({ changed, saving, liveCall, onDiscard }: SaveBarProps) {
  const isEdited = changed.length > 0
  return (
    <div className="grid gap-2 rounded-b-lg border-t bg-card px-4 py-3">
      <p role="status" className="flex min-h-4 items-center gap-2 text-xs text-muted-foreground">
        {isEdited ? (
          <>
            <span aria-hidden className="size-1.5 shrink-0 rounded-full bg-lamp" />
            <span className="truncate font-medium text-lamp-text">
              Unsaved: {changed.map((part) => partLabels[part]).join(', ')}
            </span>
          </>
        ) : (
          'Everything is saved'
        )}
      </p>
      <div className="flex flex-wrap items-center gap-2">
        <ApplyToCall liveCall={liveCall} />
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
