'use client'

import { StandalonePage } from '#components/shell/standalone-page.tsx'
import { Button } from '#components/ui/button.tsx'

type ErrorPageProps = { error: Error & { digest?: string }; reset: () => void }

/** A page that failed: what it means for the calls, an id to quote, and a way back. */
export default function ErrorPage({ error, reset }: ErrorPageProps) {
  return (
    <StandalonePage
      title="This page broke"
      text="Live calls are not affected: the relay carries them. Load the page again; if it breaks again, give the id below to whoever runs this Switchboard."
      quote={error.digest}
    >
      <Button variant="primary" onClick={reset}>
        Load again
      </Button>
    </StandalonePage>
  )
}
