'use client'

import { useId, useState } from 'react'
import { useMutation } from '@tanstack/react-query'
import { MessageSquareShare } from 'lucide-react'
import { toast } from 'sonner'
import { z } from 'zod'
import type { Call } from '#contracts/call.ts'
import type { CreateResponse } from '#contracts/control.ts'
import { useMe } from '#components/access/use-me.ts'
import { fetchJson } from '#components/api/fetch-json.ts'
import { toastProblem } from '#components/api/toast-problem.ts'
import { Button } from '#components/ui/button.tsx'
import { Textarea } from '#components/ui/textarea.tsx'

const notesSchema = z.object({ notes: z.array(z.string()) })

/**
 * Makes the agent of a live call speak now, if wanted by instructions for this
 * one response. Not there for whoever may not act on calls.
 */
export function RespondNow({ call }: { call: Call }) {
  const id = useId()
  const { may } = useMe()
  const [instructions, setInstructions] = useState('')
  const respond = useMutation({
    mutationFn: (response: CreateResponse) =>
      fetchJson(notesSchema, `/api/calls/${encodeURIComponent(call.id)}/responses`, {
        json: response,
      }),
    onSuccess: ({ notes }) => {
      setInstructions('')
      toast.success('The agent is asked to respond', { description: notes.join(' ') })
    },
    onError: toastProblem,
  })
  const isUp = call.status === 'in-progress'

  function submit() {
    const text = instructions.trim()
    respond.mutate(text === '' ? {} : { instructions: text })
  }

  if (!may('calls:write')) return null
  return (
    <form
      aria-label="Respond now"
      className="flex items-end gap-2 border-t px-4 py-3 md:px-6"
      onSubmit={(event) => {
        event.preventDefault()
        if (isUp && !respond.isPending) submit()
      }}
    >
      <div className="min-w-0 flex-1">
        <label htmlFor={id} className="sr-only">
          Instructions for this response, optional
        </label>
        <Textarea
          id={id}
          rows={1}
          value={instructions}
          disabled={!isUp}
          maxLength={32_000}
          onChange={(event) => setInstructions(event.target.value)}
          placeholder={isUp ? 'Instructions (optional)' : 'Possible once the call is answered'}
          className="block max-h-40 min-h-9 resize-none py-1.5 pointer-coarse:min-h-11 pointer-coarse:py-2.5"
        />
      </div>
      <Button type="submit" disabled={!isUp} pending={respond.isPending}>
        {!respond.isPending && <MessageSquareShare aria-hidden />} Respond now
      </Button>
    </form>
  )
}
