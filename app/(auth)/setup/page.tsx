import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { appContext } from '#server/app-context.ts'
import { SetupForm } from './setup-form.tsx'

export const metadata: Metadata = { title: 'Set up' }

/** Whether somebody has set up already is known only at the moment of the visit. */
export const dynamic = 'force-dynamic'

/** The first visit: makes the owner's account. */
export default async function SetupPage() {
  if (await appContext().setup.isSetUp()) redirect('/sign-in')
  return (
    <>
      <h1 className="text-2xl font-semibold tracking-tight text-balance">
        Make the owner’s account
      </h1>
      <p className="mt-1 mb-8 text-pretty text-muted-foreground">
        The owner signs in here to configure agents, place calls and play them back.
      </p>
      <SetupForm />
    </>
  )
}
