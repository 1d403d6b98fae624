import { Lock } from 'lucide-react'
import type { Call } from '#contracts/call.ts'
import { Badge } from '#components/ui/badge.tsx'

/** That a legal hold spares this call from every deletion. Everybody sees it. */
export function LegalHoldBadge({ call }: { call: Pick<Call, 'legalHold'> }) {
  if (!call.legalHold) return null
  return (
    <Badge tone="lamp" title="A legal hold spares this call from every deletion.">
      <Lock aria-hidden /> Legal hold
    </Badge>
  )
}
