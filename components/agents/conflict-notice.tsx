'use client'

import { TriangleAlert } from 'lucide-react'
import { LocalTime } from '#components/format/local-time.tsx'
import { Button } from '#components/ui/button.tsx'

type ConflictNoticeProps = { changedAt: string; onTakeTheirs(): void; onKeepMine(): void }

/** Somebody saved this agent while it was being edited here: what that means, and both ways on. */
export function ConflictNotice({ changedAt, onTakeTheirs, onKeepMine }: ConflictNoticeProps) {
  return (
    <div role="alert" className="grid shrink-0 gap-2 border-b bg-lamp-soft px-4 py-3 text-sm">
      <p className="flex gap-2 font-medium text-lamp-text">
        <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
        Changed elsewhere while you were editing
      </p>
      <p className="text-pretty">
        Somebody saved this agent at <LocalTime at={changedAt} />. Take their version and lose your
        changes, or keep yours: saving then replaces theirs.
      </p>
      <div className="flex gap-2">
        <Button size="sm" onClick={onTakeTheirs}>
          Take theirs
        </Button>
        <Button size="sm" onClick={onKeepMine}>
          Keep mine
        </Button>
      </div>
    </div>
  )
}
