'use client'

import { useRouter } from 'next/navigation'
import type { Call } from '#contracts/call.ts'
import { formatPhone } from '#components/format/phone.ts'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { remoteNumber } from './call-words.ts'
import { useDeleteOf } from './use-keeping-acts.ts'

type DeleteDialogProps = {
  call: Call
  what: 'call' | 'transcript'
  open: boolean
  onClose(): void
}

/** Asks before a call, or what was said in it, goes: says what goes and what stays. A deleted call leads back to the list. */
export function DeleteDialog({ call, what, open, onClose }: DeleteDialogProps) {
  const router = useRouter()
  const remove = useDeleteOf(call, what, () => what === 'call' && router.push('/calls'))
  const { title, goes, stays, label } = words[what]
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={title}
      description={`Of the call with ${formatPhone(remoteNumber(call))}. This cannot be undone.`}
      confirmLabel={label}
      danger
      pending={remove.isPending}
      onConfirm={() => remove.mutate(undefined, { onSettled: onClose })}
    >
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-2 text-sm">
        <dt className="text-muted-foreground">Goes</dt>
        <dd className="text-pretty">{goes}</dd>
        <dt className="text-muted-foreground">Stays</dt>
        <dd className="text-pretty">{stays}</dd>
      </dl>
    </ConfirmDialog>
  )
}

const words = {
  call: {
    title: 'Delete this call?',
    goes: 'The call, its recordings here and at the carrier, its transcript, events and figures.',
    stays:
      'A tombstone: that it was deleted, by whom and when, and the SHA-256 of each recording. No number and no word.',
    label: 'Delete call',
  },
  transcript: {
    title: 'Delete the transcript?',
    goes: 'Every word of it, and what the event log says of it.',
    stays: 'The call, its times and figures, its recordings, and a note of who deleted it.',
    label: 'Delete transcript',
  },
} as const
