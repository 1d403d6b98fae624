'use client'

import { useState } from 'react'
import { useMutation } from '@tanstack/react-query'
import { PhoneOff } from 'lucide-react'
import { toast } from 'sonner'
import { callSchema, type Call } from '#contracts/call.ts'
import { useMe } from '#components/access/use-me.ts'
import { fetchJson } from '#components/api/fetch-json.ts'
import { ProblemError } from '#components/api/problem-error.ts'
import { toastProblem } from '#components/api/toast-problem.ts'
import { formatPhone } from '#components/format/phone.ts'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { remoteNumber } from './call-words.ts'

type EndCallButtonProps = {
  call: Call
  size?: 'sm' | 'md'
  /** Says the number in the button's name: for lists of several calls. */
  namesCall?: boolean
  /** Controls the question from outside, for a key. */
  open?: boolean
  onOpenChange?: (open: boolean) => void
}

/** Ends a call, after one question. Whoever may not end calls sees none of it. */
export function EndCallButton({ call, size = 'md', namesCall, ...controlled }: EndCallButtonProps) {
  const { may } = useMe()
  const [isOpenHere, setOpenHere] = useState(false)
  const isOpen = controlled.open ?? isOpenHere
  const setOpen = controlled.onOpenChange ?? setOpenHere
  const number = formatPhone(remoteNumber(call))
  const end = useMutation({
    mutationFn: () =>
      fetchJson(callSchema, `/api/calls/${encodeURIComponent(call.id)}/end`, { method: 'POST' }),
    onSettled: () => setOpen(false),
    onError: (error) => {
      if (error instanceof ProblemError && error.code === 'call-ended') toast('The call had ended.')
      else toastProblem(error)
    },
  })
  if (!may('calls:write')) return null
  return (
    <>
      <Button
        variant={size === 'sm' ? 'dangerQuiet' : 'danger'}
        size={size}
        aria-label={namesCall ? `End call with ${number}` : undefined}
        onClick={() => setOpen(true)}
      >
        <PhoneOff aria-hidden /> End call
      </Button>
      <ConfirmDialog
        open={isOpen}
        onOpenChange={setOpen}
        title="End this call?"
        description={`The line to ${number} is cut at once, also in the middle of a word.`}
        confirmLabel="End call"
        cancelLabel="Keep it up"
        danger
        pending={end.isPending}
        onConfirm={() => end.mutate()}
      />
    </>
  )
}
