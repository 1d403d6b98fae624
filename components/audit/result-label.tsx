import { Ban, Check, CircleAlert } from 'lucide-react'
import type { AuditResult } from '#contracts/audit.ts'
import { Badge } from '#components/ui/badge.tsx'

/** How an act ended. What was done is the rule, and stays quiet. */
export function ResultLabel({ result }: { result: AuditResult }) {
  if (result === 'done')
    return (
      <span className="inline-flex h-5.5 items-center gap-1 px-1.5 text-xs text-muted-foreground">
        <Check aria-hidden className="size-3.5" /> Done
      </span>
    )
  const isRefused = result === 'refused'
  return (
    <Badge tone={isRefused ? 'lamp' : 'danger'}>
      {isRefused ? <Ban aria-hidden /> : <CircleAlert aria-hidden />}
      {isRefused ? 'Refused' : 'Failed'}
    </Badge>
  )
}
