'use client'

import { useEffect, useState } from 'react'

/**
 * The secret that a link carries behind its `#`, which no server and no log
 * sees. It is taken out of the address bar at once, so that it does not stay in
 * the browser's history. Undefined until the page is up; null: there is none.
 */
export function useLinkToken(): string | null | undefined {
  const [token, setToken] = useState<string | null>()
  useEffect(() => {
    const take = () => {
      const given = window.location.hash.slice(1)
      if (given !== '') {
        window.history.replaceState(null, '', window.location.pathname + window.location.search)
      }
      setToken((before) => (given === '' ? (before ?? null) : given))
    }
    take()
    // Another link of the same kind, opened over this page, loads nothing anew.
    window.addEventListener('hashchange', take)
    return () => window.removeEventListener('hashchange', take)
  }, [])
  return token
}
