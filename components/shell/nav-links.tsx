'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useActiveCalls } from '#components/calls/use-active-calls.ts'
import { cn } from '#components/ui/cn.ts'
import { Brand } from './brand.tsx'
import { isWithin, navItems, type NavItem } from './nav-items.ts'

/** The navigation at the left edge of wide screens. */
export function SideNav() {
  return (
    <nav aria-label="Main" className="grid gap-0.5 px-2">
      <Link
        href="/"
        aria-label="Switchboard, to the desk"
        className="mt-1 mb-3 flex h-11 items-center rounded-md px-2"
      >
        <Brand />
      </Link>
      {navItems.map((item) => (
        <NavLink
          key={item.href}
          item={item}
          className="h-9 gap-3 rounded-md px-2.5 text-base aria-[current=page]:bg-primary-soft"
        />
      ))}
    </nav>
  )
}

/** The navigation under the thumb on phones. */
export function BottomNav() {
  return (
    <nav
      aria-label="Main"
      className="sticky bottom-0 z-30 grid grid-cols-4 border-t bg-card pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {navItems.map((item) => (
        <NavLink
          key={item.href}
          item={item}
          className="relative h-15 flex-col justify-center gap-0.5 text-xs focus-visible:-outline-offset-4 aria-[current=page]:before:absolute aria-[current=page]:before:inset-x-8 aria-[current=page]:before:top-0 aria-[current=page]:before:h-0.5 aria-[current=page]:before:bg-primary"
        />
      ))}
    </nav>
  )
}

function NavLink({ item, className }: { item: NavItem; className: string }) {
  const isHere = isWithin(usePathname(), item.root ?? item.href)
  const Icon = item.icon
  return (
    <Link
      href={item.href}
      aria-current={isHere ? 'page' : undefined}
      data-nav-key={item.key}
      className={cn(
        'flex items-center font-medium text-muted-foreground transition-colors hover:text-foreground',
        'aria-[current=page]:text-primary',
        className,
      )}
    >
      <Icon aria-hidden className="size-4.5 max-md:size-5" strokeWidth={1.75} />
      {item.label}
      {item.href === '/calls' && <LiveCount />}
    </Link>
  )
}

/** How many calls are up, beside the word: seen from every page. */
function LiveCount() {
  const count = useActiveCalls().calls.length
  if (count === 0) return null
  return (
    <span className="ml-auto flex items-center gap-1.5 text-xs text-lamp-text max-md:absolute max-md:top-2 max-md:left-[calc(50%+0.75rem)]">
      <span aria-hidden className="size-2 rounded-full bg-lamp max-md:hidden" />
      {count} <span className="max-md:sr-only">live</span>
    </span>
  )
}
