import type { Metadata } from 'next'
import Link from 'next/link'
import { StandalonePage } from '#components/shell/standalone-page.tsx'
import { Button } from '#components/ui/button.tsx'

export const metadata: Metadata = { title: 'Not found' }

/** An address that leads nowhere. */
export default function NotFound() {
  return (
    <StandalonePage
      title="Nothing is connected here"
      text="The address may be mistyped, or what it named has been deleted."
    >
      <Button asChild variant="primary">
        <Link href="/">Back to the desk</Link>
      </Button>
    </StandalonePage>
  )
}
