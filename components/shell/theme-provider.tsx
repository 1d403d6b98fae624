'use client'

import { ThemeProvider as NextThemesProvider } from 'next-themes'
import type { ReactNode } from 'react'

type ThemeProviderProps = {
  /** Of the page: without it the script that sets the theme before anything is drawn does not run. */
  nonce: string | undefined
  children: ReactNode
}

/** Dark or light: as the system says, until the operator says otherwise. */
export function ThemeProvider({ nonce, children }: ThemeProviderProps) {
  return (
    <NextThemesProvider
      attribute="class"
      defaultTheme="system"
      enableSystem
      disableTransitionOnChange
      {...(nonce !== undefined && { nonce })}
    >
      {children}
    </NextThemesProvider>
  )
}
