'use client'

import Link from 'next/link'
import type { Direction } from '#contracts/call.ts'
import { cn } from '#components/ui/cn.ts'

const choices = [
  { direction: undefined, label: 'All', href: '/calls' },
  { direction: 'inbound', label: 'Inbound', href: '/calls?direction=inbound' },
  { direction: 'outbound', label: 'Outbound', href: '/calls?direction=outbound' },
] as const

/** Narrows the list to one direction. The choice stands in the address. */
export function DirectionFilter({ direction }: { direction: Direction | undefined }) {
  return (
    <nav
      aria-label="Direction"
      className="flex h-9 rounded-md border border-input bg-card p-0.5 pointer-coarse:h-11"
    >
      {choices.map((choice) => (
        <Link
          key={choice.label}
          href={choice.href}
          replace
          aria-current={choice.direction === direction ? 'true' : undefined}
          className={cn(
            'flex items-center rounded-sm px-2.5 text-sm font-medium text-muted-foreground hover:text-foreground',
            'aria-[current=true]:bg-primary-soft aria-[current=true]:text-primary',
          )}
        >
          {choice.label}
        </Link>
      ))}
    </nav>
  )
}
