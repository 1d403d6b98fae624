'use client'

import { useId } from 'react'
import type { Call } from '#contracts/call.ts'
import { remoteNumber } from '#components/calls/call-words.ts'
import { formatPhone } from '#components/format/phone.ts'
import { Button } from '#components/ui/button.tsx'
import { Tooltip } from '#components/ui/tooltip.tsx'
import { useAgentForm } from './fields/use-agent-form.ts'
import type { ApplyConfig } from './use-apply-config.ts'

type ApplyToCallProps = { liveCall: Call | null; apply: ApplyConfig }

/** Sends the fields as they stand, saved or not, to the live call on view. */
export function ApplyToCall({ liveCall, apply }: ApplyToCallProps) {
  const { handleSubmit } = useAgentForm()
  const reasonId = useId()
  if (liveCall === null)
    return (
      <Tooltip text={REASON}>
        <Button aria-disabled aria-describedby={reasonId} className="aria-disabled:opacity-50">
          Apply to live call
          <span id={reasonId} className="sr-only">
            {REASON}
          </span>
        </Button>
      </Tooltip>
    )
  const send = handleSubmit((config) => apply.mutate({ callId: liveCall.id, config }))
  return (
    <Tooltip text={`The call with ${formatPhone(remoteNumber(liveCall))}`}>
      <Button pending={apply.isPending} onClick={() => void send()}>
        Apply to live call
      </Button>
    </Tooltip>
  )
}

const REASON = 'There is no live call on view to apply this to.'
