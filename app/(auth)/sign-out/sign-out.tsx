'use client'

import { useEffect, useState } from 'react'
import { fetchNothing } from '#components/api/fetch-json.ts'
import { ProblemState } from '#components/api/problem-state.tsx'
import { Button } from '#components/ui/button.tsx'

/**
 * Ends the session. On a page of its own, because a desk that is still open
 * would go on asking for things it may no longer see. Who comes by a link from
 * elsewhere is asked first.
 */
export function SignOut() {
  const [error, setError] = useState<unknown>(null)
  useEffect(() => {
    if (document.referrer.startsWith(`${location.origin}/`)) void leave(setError)
  }, [])
  return (
    <div className="grid gap-4">
      <h1 className="text-2xl font-semibold">Sign out</h1>
      {error !== null && <ProblemState error={error} onRetry={() => void leave(setError)} />}
      <Button variant="primary" onClick={() => void leave(setError)}>
        Sign out
      </Button>
    </div>
  )
}

async function leave(setError: (error: unknown) => void): Promise<void> {
  try {
    await fetchNothing('/api/auth/sign-out', { json: {} })
    location.replace('/sign-in')
  } catch (error) {
    setError(error)
  }
}
