'use client'

import { Download, LifeBuoy } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'
import { CopyButton } from '#components/ui/copy-field.tsx'
import { OnceDialog } from '#components/ui/once-dialog.tsx'

type RecoveryCodesDialogProps = { codes: readonly string[]; onClose: () => void }

/** The codes that open the account where the authenticator is lost. */
export function RecoveryCodesDialog({ codes, onClose }: RecoveryCodesDialogProps) {
  const text = `${codes.join('\n')}\n`
  return (
    <OnceDialog
      icon={LifeBuoy}
      title="Keep your recovery codes"
      description="The second factor is on. If you lose your phone, each of these codes lets you in once. They are shown only now: print them, or keep them in a password manager."
      doneLabel="I have kept them"
      onClose={onClose}
    >
      <ol
        aria-label="Recovery codes"
        className="grid grid-cols-2 gap-x-6 gap-y-1.5 rounded-md border bg-muted px-4 py-3 font-mono text-base"
      >
        {codes.map((code) => (
          <li key={code} className="select-all">
            {code}
          </li>
        ))}
      </ol>
      <div className="flex flex-wrap gap-2">
        <CopyButton text={text} label="Copy all" />
        <Button onClick={() => download(text)}>
          <Download aria-hidden /> Download
        </Button>
      </div>
    </OnceDialog>
  )
}

/** Saves the codes as a file, without asking any server. */
function download(text: string) {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
  const link = document.createElement('a')
  link.href = url
  link.download = 'switchboard-recovery-codes.txt'
  link.click()
  URL.revokeObjectURL(url)
}
