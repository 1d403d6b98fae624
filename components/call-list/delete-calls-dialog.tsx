'use client'

import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { CallSelection } from '#contracts/call-list.ts'
import type { Call } from '#contracts/call.ts'
import { deletionAnswerSchema } from '#contracts/keeping.ts'
import { fetchJson } from '#components/api/fetch-json.ts'
import { toastProblem } from '#components/api/toast-problem.ts'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { calls as countOf, outcomeOf, type DeleteOutcome } from './delete-outcome.ts'

type DeleteCallsDialogProps = {
  calls: readonly Call[]
  onDone(outcome: DeleteOutcome): void
  onClose(): void
}

/** From more calls than this, a click is not enough: their count has to be typed. */
const CLICKED_MAX = 20

/** Asks before calls are deleted with all that belongs to them, and deletes them. */
export function DeleteCallsDialog({ calls, onDone, onClose }: DeleteCallsDialogProps) {
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState<string | undefined>()
  const remove = useMutation({
    mutationFn: () =>
      fetchJson(deletionAnswerSchema, '/api/calls/delete', {
        json: { callIds: calls.map(({ id }) => id) } satisfies CallSelection,
      }),
    onSuccess: (answer) => onDone(outcomeOf(calls, answer)),
    onError: toastProblem,
  })
  const mustType = calls.length > CLICKED_MAX
  const confirm = () => {
    if (!mustType || typed.trim() === String(calls.length)) remove.mutate()
    else setProblem(`Type ${calls.length}, the count of the calls, to delete them.`)
  }
  const held = calls.filter(({ legalHold }) => legalHold).length
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Delete ${countOf(calls.length)}?`}
      description="Recordings, here and at the carrier, transcripts, events and the calls themselves go for good. Nobody can bring them back."
      confirmLabel={`Delete ${countOf(calls.length)}`}
      danger
      pending={remove.isPending}
      onConfirm={confirm}
    >
      {held > 0 && (
        <p className="text-sm">
          {held === 1 ? 'One of them is' : `${held} of them are`} kept by a legal hold and stay
          {held === 1 ? 's' : ''}.
        </p>
      )}
      {mustType && (
        <Field label={`Type ${calls.length} to delete them`} error={problem}>
          <Input
            inputMode="numeric"
            autoComplete="off"
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value)
              setProblem(undefined)
            }}
            onKeyDown={(event) => event.key === 'Enter' && confirm()}
          />
        </Field>
      )}
    </ConfirmDialog>
  )
}
