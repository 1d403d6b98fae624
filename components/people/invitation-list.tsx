'use client'

import { toast } from 'sonner'
import type { Invitation } from '#contracts/people.ts'
import { roleLabel } from '#components/access/role-words.ts'
import { toastProblem } from '#components/api/toast-problem.ts'
import { LocalTime } from '#components/format/local-time.tsx'
import { Button } from '#components/ui/button.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { useWithdrawInvitation } from './use-people-acts.ts'

type InvitationListProps = {
  invitations: readonly Invitation[]
  /** There is nobody here but the owner: the page says how to change that. */
  isAlone: boolean
}

/** The invitations that wait to be accepted. */
export function InvitationList({ invitations, isAlone }: InvitationListProps) {
  const withdraw = useWithdrawInvitation()
  if (invitations.length === 0) {
    return isAlone ? (
      <p className="px-4 text-sm text-pretty text-muted-foreground">
        Nobody but you can sign in. Invite those who shall place calls, or only watch and listen.
      </p>
    ) : null
  }
  const onWithdraw = ({ id, email }: Invitation) =>
    withdraw.mutate(id, {
      onSuccess: () => toast.success(`The invitation for ${email} is withdrawn`),
      onError: toastProblem,
    })
  return (
    <Panel title="Open invitations" headingId="invitations-panel" flush>
      <ul aria-labelledby="invitations-panel">
        {invitations.map((invitation) => (
          <li
            key={invitation.id}
            className="flex items-center gap-3 border-b border-border/60 px-4 py-3 last:border-b-0"
          >
            <div className="min-w-0 flex-1">
              <p className="truncate font-medium" title={invitation.email}>
                {invitation.email}
              </p>
              <p className="text-xs text-pretty text-muted-foreground">
                {roleLabel(invitation.role)}
                {invitation.createdBy !== null && <> · invited by {invitation.createdBy}</>}
                <span aria-hidden> · </span>
                <span className="whitespace-nowrap">
                  open until <LocalTime at={invitation.expiresAt} />
                </span>
              </p>
            </div>
            <Button
              size="sm"
              aria-label={`Withdraw the invitation for ${invitation.email}`}
              pending={withdraw.isPending && withdraw.variables === invitation.id}
              onClick={() => onWithdraw(invitation)}
            >
              Withdraw
            </Button>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
