'use client'

import Link from 'next/link'
import { ProblemError } from '#components/api/problem-error.ts'
import { ProblemState } from '#components/api/problem-state.tsx'
import { Button } from '#components/ui/button.tsx'
import { Spinner } from '#components/ui/spinner.tsx'
import { AuthHeading } from './auth-heading.tsx'
import type { LinkState } from './use-opened-link.ts'

type ShutLinkProps = {
  link: Exclude<LinkState, { state: 'open' }>
  /** What the link is, as one calls it: "invitation". */
  what: string
}

/** In place of the form while a link is not open: wait, or why it will not open and whom to ask. */
export function ShutLink({ link, what }: ShutLinkProps) {
  if (link.state === 'opening') {
    return <Spinner label={`Opening the ${what}`} className="size-6 text-muted-foreground" />
  }
  if (link.state === 'missing') {
    return (
      <NoUse title="This link is not whole">
        The part behind the # is missing. Copy the whole link out of the message you got, and open
        it again.
      </NoUse>
    )
  }
  if (link.error instanceof ProblemError && link.error.code === 'link-used') {
    return (
      <NoUse title="This link does not work any more">
        It has been used, withdrawn or is too old: each {what} works once. Ask an owner of this
        Switchboard for a new one.
      </NoUse>
    )
  }
  return (
    <>
      <h1 className="mb-4 text-2xl font-semibold tracking-tight">The link could not be opened</h1>
      <ProblemState error={link.error} onRetry={link.retry} className="-ml-1 p-0" />
    </>
  )
}

function NoUse({ title, children }: { title: string; children: string | (string | number)[] }) {
  return (
    <>
      <AuthHeading title={title}>{children}</AuthHeading>
      <Button asChild size="lg" className="justify-self-start">
        <Link href="/sign-in">Go to the sign-in</Link>
      </Button>
    </>
  )
}
