'use client'

import Link from 'next/link'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { AuthHeading } from '../auth-heading.tsx'
import { ShutLink } from '../shut-link.tsx'
import { useOpenedLink } from '../use-opened-link.ts'
import { ResetForm } from './reset-form.tsx'

/** Takes a new password, and says what has become of the old one. */
export function ResetPassword() {
  const link = useOpenedLink('/api/password-resets/open')
  const [usedToken, setUsedToken] = useState<string | null>(null)
  if (link.state !== 'open') return <ShutLink link={link} what="reset link" />
  if (link.token === usedToken) return <Done />
  return (
    <>
      <AuthHeading title="Choose a new password">
        Every browser in which you are signed in is signed out by it.
      </AuthHeading>
      <ResetForm
        key={link.token}
        token={link.token}
        email={link.link.email}
        onDone={() => setUsedToken(link.token)}
      />
    </>
  )
}

function Done() {
  return (
    <div role="status">
      <AuthHeading title="Your password is changed">
        You are signed out everywhere. Sign in with the new password.
      </AuthHeading>
      <Button asChild variant="primary" size="lg" className="w-full">
        <Link href="/sign-in">Sign in</Link>
      </Button>
    </div>
  )
}
