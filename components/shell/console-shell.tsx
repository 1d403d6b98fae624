'use client'

import { useState, type ReactNode } from 'react'
import { BrandMark } from './brand.tsx'
import { ConnectionAnnouncer, ConnectionState, ConnectionStrip } from './connection-state.tsx'
import { KeysDialog } from './keys-dialog.tsx'
import { BottomNav, SideNav } from './nav-links.tsx'
import { OperatorMenu } from './operator-menu.tsx'
import { SimulatedLabel } from './simulated-label.tsx'
import { ThemeToggle } from './theme-toggle.tsx'
import { useGoKeys } from './use-go-keys.ts'
import { useHotkey } from './use-hotkey.ts'

/** The frame around every signed-in page: navigation, top bar, keys. */
export function ConsoleShell({ children }: { children: ReactNode }) {
  const [isShowingKeys, setShowingKeys] = useState(false)
  useGoKeys()
  useHotkey('?', () => setShowingKeys(true))
  return (
    <div className="flex min-h-dvh flex-col md:grid md:grid-cols-[13rem_minmax(0,1fr)]">
      <a
        href="#main"
        className="fixed top-2 left-2 z-50 -translate-y-16 rounded-md bg-primary px-4 py-2 font-medium text-primary-foreground focus:translate-y-0"
      >
        Skip to the page
      </a>
      <aside aria-label="Console" className="sticky top-0 hidden h-dvh flex-col border-r md:flex">
        <SideNav />
      </aside>
      <div className="flex min-w-0 flex-1 flex-col">
        <header className="sticky top-0 z-30 flex h-13 items-center gap-3 border-b bg-background px-4 md:px-6">
          <BrandMark className="md:hidden" />
          <ConnectionState />
          <SimulatedLabel />
          <div className="ml-auto flex items-center gap-1">
            <ThemeToggle />
            <OperatorMenu onShowKeys={() => setShowingKeys(true)} />
          </div>
        </header>
        <ConnectionStrip />
        <ConnectionAnnouncer />
        <main id="main" tabIndex={-1} className="flex min-w-0 flex-1 flex-col outline-none">
          {children}
        </main>
        <BottomNav />
      </div>
      <KeysDialog open={isShowingKeys} onOpenChange={setShowingKeys} />
    </div>
  )
}
