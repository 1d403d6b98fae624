'use client'

import { Link2 } from 'lucide-react'
import type { OneTimeLink } from '#contracts/people.ts'
import { LocalTime } from '#components/format/local-time.tsx'
import { CopyField } from '#components/ui/copy-field.tsx'
import { Field } from '#components/ui/field.tsx'
import { OnceDialog } from '#components/ui/once-dialog.tsx'

type LinkDialogProps = {
  title: string
  link: OneTimeLink
  /** What its holder can do, and so how to send it. */
  whatFor: string
  onClose: () => void
}

/** Shows a link that works once, the only time that anybody sees it. */
export function LinkDialog({ title, link, whatFor, onClose }: LinkDialogProps) {
  return (
    <OnceDialog
      icon={Link2}
      title={title}
      description={`Nothing was mailed: copy the link and send it yourself. It is shown only now. ${whatFor}`}
      doneLabel="I have copied it"
      onClose={onClose}
    >
      <Field
        label="Link"
        hint={
          <>
            Works once, until <LocalTime at={link.expiresAt} />.
          </>
        }
      >
        <CopyField value={link.url} copyLabel="Copy" />
      </Field>
    </OnceDialog>
  )
}
