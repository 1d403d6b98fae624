'use client'

import { Ellipsis, Lock, LockOpen, ScrollText, Trash2 } from 'lucide-react'
import { useRef, useState } from 'react'
import type { Call } from '#contracts/call.ts'
import { useMe } from '#components/access/use-me.ts'
import { isFinal } from '#core/call/status.ts'
import { Button } from '#components/ui/button.tsx'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '#components/ui/dropdown-menu.tsx'
import { DeleteDialog } from './delete-dialog.tsx'
import { useSetLegalHold } from './use-keeping-acts.ts'

/** What can be done with what is kept of a call. Not there for whoever may do none of it. */
export function CallMenu({ call }: { call: Call }) {
  const { may } = useMe()
  const [what, setWhat] = useState<'call' | 'transcript'>('call')
  const [isAsking, setAsking] = useState(false)
  const hold = useSetLegalHold(call)
  const button = useRef<HTMLButtonElement>(null)
  const mayHold = may('admin')
  const mayDelete = may('recordings:delete') && isFinal(call.status)
  const ask = (about: 'call' | 'transcript') => {
    setWhat(about)
    setAsking(true)
  }
  if (!mayHold && !mayDelete) return null
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button ref={button} size="icon" aria-label="Menu of the call" pending={hold.isPending}>
            {!hold.isPending && <Ellipsis aria-hidden />}
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent
          onCloseAutoFocus={(event) => {
            // The question takes the focus, and gives it back to this button.
            if (isAsking) event.preventDefault()
          }}
        >
          {mayHold && (
            <DropdownMenuItem onSelect={() => hold.mutate(!call.legalHold)}>
              {call.legalHold ? <LockOpen aria-hidden /> : <Lock aria-hidden />}
              {call.legalHold ? 'Lift the legal hold' : 'Place a legal hold'}
            </DropdownMenuItem>
          )}
          {mayHold && mayDelete && <DropdownMenuSeparator />}
          {mayDelete && call.legalHold && (
            <DropdownMenuLabel>Held: cannot be deleted</DropdownMenuLabel>
          )}
          {mayDelete && (
            <>
              {call.transcriptDeletedAt === null && (
                <DropdownMenuItem
                  danger
                  disabled={call.legalHold}
                  onSelect={() => ask('transcript')}
                >
                  <ScrollText aria-hidden /> Delete transcript
                </DropdownMenuItem>
              )}
              <DropdownMenuItem danger disabled={call.legalHold} onSelect={() => ask('call')}>
                <Trash2 aria-hidden /> Delete call
              </DropdownMenuItem>
            </>
          )}
        </DropdownMenuContent>
      </DropdownMenu>
      <DeleteDialog
        call={call}
        what={what}
        open={isAsking}
        onClose={() => {
          setAsking(false)
          requestAnimationFrame(() => button.current?.focus())
        }}
      />
    </>
  )
}
