'use client'

import { Lock } from 'lucide-react'
import { whyNotAllowed } from '#components/access/role-words.ts'
import { useMe } from '#components/access/use-me.ts'

/** In place of the save bar for whoever may only read: why nothing here can be changed. */
export function ReadOnlyBar() {
  const { operator } = useMe().me
  return (
    <p className="flex shrink-0 gap-2 rounded-b-lg border-t bg-card px-4 py-3 text-xs text-pretty text-muted-foreground">
      <Lock aria-hidden className="mt-px size-3.5 shrink-0" />
      {whyNotAllowed(operator.role, 'change agents')}
    </p>
  )
}
