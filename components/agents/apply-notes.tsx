'use client'

import { Info, X } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'

type ApplyNotesProps = { notes: readonly string[]; onClose(): void }

/** What the live call could not take over. Stays until it was read. */
export function ApplyNotes({ notes, onClose }: ApplyNotesProps) {
  return (
    <div role="status" className="flex items-start gap-2 rounded-md bg-primary-soft p-2.5 text-sm">
      <Info aria-hidden className="mt-0.5 size-4 shrink-0 text-primary" />
      <div className="grid min-w-0 flex-1 gap-1">
        <p className="font-medium">Applied to the live call. Please note:</p>
        <ul className="grid list-disc gap-0.5 pl-4">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      </div>
      <Button variant="ghost" size="iconSm" aria-label="Dismiss the notes" onClick={onClose}>
        <X aria-hidden />
      </Button>
    </div>
  )
}
