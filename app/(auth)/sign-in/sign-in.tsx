'use client'

import { useState } from 'react'
import { AuthHeading } from '../auth-heading.tsx'
import { CodeForm } from './code-form.tsx'
import { PasswordForm } from './password-form.tsx'

/** What stands between the visitor and the desk. */
type Step = { ask: 'password'; problem?: string } | { ask: 'code' } | { ask: 'recoveryCode' }

/** The password, then the second factor where one is set up; afterwards a full page load of `next`. */
export function SignIn({ next }: { next: string }) {
  const [step, setStep] = useState<Step>({ ask: 'password' })
  const onSignedIn = () => window.location.assign(next)
  if (step.ask === 'password') {
    return (
      <>
        <AuthHeading title="Sign in">To place, watch and play back calls.</AuthHeading>
        <PasswordForm
          problem={step.problem}
          onSignedIn={onSignedIn}
          onHalfSignedIn={() => setStep({ ask: 'code' })}
        />
      </>
    )
  }
  const isRecovery = step.ask === 'recoveryCode'
  return (
    <>
      <AuthHeading title={isRecovery ? 'Use a recovery code' : 'Second step'}>
        {isRecovery
          ? 'Type one of the codes you kept when you set up the second factor. Each works once.'
          : 'Open your authenticator app and type the code that it shows for Switchboard.'}
      </AuthHeading>
      <CodeForm
        key={step.ask}
        kind={step.ask}
        onSignedIn={onSignedIn}
        onStartOver={(problem) => setStep({ ask: 'password', ...(problem ? { problem } : {}) })}
        onOtherKind={() => setStep({ ask: isRecovery ? 'code' : 'recoveryCode' })}
      />
    </>
  )
}
