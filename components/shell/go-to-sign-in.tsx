'use client'

import { useEffect } from 'react'
import { Spinner } from '#components/ui/spinner.tsx'

/** Leads whoever is not signed in to the sign-in page, and back to this one afterwards. */
export function GoToSignIn() {
  useEffect(() => {
    const here = `${window.location.pathname}${window.location.search}`
    window.location.replace(here === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(here)}`)
  }, [])
  return (
    <main className="grid min-h-dvh place-items-center text-muted-foreground">
      <Spinner label="Going to the sign-in page" className="size-6" />
    </main>
  )
}
