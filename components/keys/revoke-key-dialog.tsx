'use client'

import { toast } from 'sonner'
import type { ApiKey } from '#contracts/api-key.ts'
import { toastProblem } from '#components/api/toast-problem.ts'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { useRevokeKey } from './use-key-acts.ts'

/** Asks before a key is revoked for good. */
export function RevokeKeyDialog({ apiKey, onClose }: { apiKey: ApiKey; onClose(): void }) {
  const revoke = useRevokeKey(apiKey.id)
  const confirm = () =>
    revoke.mutate(undefined, {
      onSuccess: () => toast.success(`${apiKey.name} revoked`),
      onError: toastProblem,
      onSettled: onClose,
    })
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Revoke ${apiKey.name}?`}
      description={
        <>
          Whatever uses <code className="font-mono">{apiKey.prefix}…</code> is refused from this
          moment on. This cannot be undone; calls that are up go on.
        </>
      }
      confirmLabel="Revoke key"
      danger
      pending={revoke.isPending}
      onConfirm={confirm}
    />
  )
}
