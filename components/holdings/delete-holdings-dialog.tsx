'use client'

import { useState } from 'react'
import type { NumberHoldings } from '#contracts/keeping.ts'
import { formatPhone } from '#components/format/phone.ts'
import { counted } from '#components/storage/storage-words.ts'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'

type DeleteHoldingsDialogProps = {
  holdings: NumberHoldings
  pending: boolean
  onConfirm(): void
  onClose(): void
}

/** Asks before everything on a number goes, and has its last digits typed, so that it is this number that is meant. */
export function DeleteHoldingsDialog(props: DeleteHoldingsDialogProps) {
  const { holdings, pending, onConfirm, onClose } = props
  const [typed, setTyped] = useState('')
  const [isWrong, setWrong] = useState(false)
  const digits = holdings.number.slice(-DIGITS)
  const goes = holdings.calls - holdings.held
  const confirm = () => (typed.trim() === digits ? onConfirm() : setWrong(true))
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Delete everything on ${formatPhone(holdings.number)}?`}
      description={`${counted(goes, 'call')} with recordings, transcripts and events are deleted for good, also at the carrier. What stays of each is a tombstone: ids, who, when and the SHA-256, no number and no word.${holdings.held > 0 ? ` ${counted(holdings.held, 'call')} under a legal hold will stay.` : ''}`}
      confirmLabel="Delete everything"
      danger
      pending={pending}
      onConfirm={confirm}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          confirm()
        }}
      >
        <Field
          label={`Type the last ${DIGITS} digits of the number`}
          error={isWrong ? `They are ${digits}.` : undefined}
        >
          <Input
            inputMode="numeric"
            autoComplete="off"
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value)
              setWrong(false)
            }}
          />
        </Field>
      </form>
    </ConfirmDialog>
  )
}

const DIGITS = 4
