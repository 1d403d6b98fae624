'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { useMe } from '#components/access/use-me.ts'
import { isWithin } from '#components/shell/nav-items.ts'
import { settingsItems } from './settings-items.ts'

/** The pages of the settings that this operator may see, as a strip under the top bar. */
export function SettingsNav() {
  const { may } = useMe()
  const pathname = usePathname()
  const here = settingsItems.find(({ href }) => isWithin(pathname, href))?.href
  const strip = useRef<HTMLElement>(null)
  useEffect(() => {
    // On phones the strip scrolls, and the page one is on could lie outside.
    const link = here === undefined ? null : strip.current?.querySelector(`a[href="${here}"]`)
    link?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [here])
  return (
    <nav
      ref={strip}
      aria-label="Settings"
      className="sticky top-13 z-20 flex scrollbar-none gap-5 overflow-x-auto border-b bg-background px-4 md:px-6"
    >
      {settingsItems.map(({ href, label, scope }) =>
        scope === null || may(scope) ? (
          <Link
            key={href}
            href={href}
            aria-current={href === here ? 'page' : undefined}
            className="-mx-1 -mb-px flex h-11 shrink-0 items-center border-b-2 border-transparent px-1 text-sm font-medium text-muted-foreground transition-colors hover:text-foreground focus-visible:-outline-offset-2 aria-[current=page]:border-primary aria-[current=page]:text-foreground"
          >
            {label}
          </Link>
        ) : null,
      )}
    </nav>
  )
}
