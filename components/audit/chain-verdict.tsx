'use client'

import { ShieldAlert, ShieldCheck, X } from 'lucide-react'
import type { AuditVerdict } from '#contracts/audit.ts'
import { Button } from '#components/ui/button.tsx'
import { cn } from '#components/ui/cn.ts'
import { CopyField } from '#components/ui/copy-field.tsx'
import { Field } from '#components/ui/field.tsx'
import { chainWords } from './chain-words.ts'

type ChainVerdictProps = { verdict: AuditVerdict; onClose(): void }

/** Whether the log is as it was written, and the hash by which one can tell another day. */
export function ChainVerdict({ verdict, onClose }: ChainVerdictProps) {
  const { title, text } = chainWords(verdict)
  const Icon = verdict.whole ? ShieldCheck : ShieldAlert
  return (
    <section
      role={verdict.whole ? 'status' : 'alert'}
      aria-label="Verdict on the chain"
      className={cn(
        'relative mx-4 mb-4 flex gap-3 rounded-lg border p-4 pr-12 md:mx-6',
        verdict.whole ? 'bg-card' : 'border-danger bg-danger-soft',
      )}
    >
      <Icon
        aria-hidden
        className={cn('mt-0.5 size-5 shrink-0', verdict.whole ? 'text-ok' : 'text-danger')}
      />
      <div className="grid min-w-0 flex-1 gap-3">
        <div className="grid gap-0.5">
          <p className="text-base font-medium">{title}</p>
          <p className="max-w-[76ch] text-sm text-pretty text-muted-foreground">{text}</p>
        </div>
        {verdict.lastHash !== null && (
          <Field
            label={verdict.whole ? 'Newest hash' : 'Hash of the last entry that fits'}
            className="max-w-3xl"
          >
            <CopyField value={verdict.lastHash} copyLabel="Copy" />
          </Field>
        )}
      </div>
      <Button
        variant="ghost"
        size="iconSm"
        aria-label="Close the verdict"
        className="absolute top-3 right-3"
        onClick={onClose}
      >
        <X aria-hidden />
      </Button>
    </section>
  )
}
