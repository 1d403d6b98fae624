'use client'

import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { NotAllowed } from '#components/access/not-allowed.tsx'
import { useMe } from '#components/access/use-me.ts'
import { isWithin } from '#components/shell/nav-items.ts'
import { settingsItems } from './settings-items.ts'
import { SettingsNav } from './settings-nav.tsx'

/** The settings' own navigation, and the page under it for whoever may see it. */
export function SettingsFrame({ children }: { children: ReactNode }) {
  const { may } = useMe()
  const pathname = usePathname()
  const here = settingsItems.find(({ href }) => isWithin(pathname, href))
  const isBarred = here !== undefined && here.scope !== null && !may(here.scope)
  return (
    <>
      <SettingsNav />
      {isBarred ? <NotAllowed title={here.label} about={here.about} /> : children}
    </>
  )
}
