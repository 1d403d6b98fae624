import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { appContext } from '#server/app-context.ts'
import { AuthHeading } from '../auth-heading.tsx'
import { SetupForm } from './setup-form.tsx'

export const metadata: Metadata = { title: 'Set up' }

/** Whether somebody has set up already is known only at the moment of the visit. */
export const dynamic = 'force-dynamic'

/** The first visit: makes the owner's account. */
export default async function SetupPage() {
  if (await appContext().setup.isSetUp()) redirect('/sign-in')
  return (
    <>
      <AuthHeading title="Make the owner’s account">
        The owner signs in here to configure agents, place calls and play them back.
      </AuthHeading>
      <SetupForm />
    </>
  )
}
