import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { appContext } from '#server/app-context.ts'
import { currentMe } from '#server/http/current-me.ts'
import { safeNext } from '../safe-next.ts'
import { SignIn } from './sign-in.tsx'

export const metadata: Metadata = { title: 'Sign in' }

type SignInPageProps = { searchParams: Promise<{ next?: string | string[] }> }

/** The door. Before the first owner exists it leads to the set-up. */
export default async function SignInPage({ searchParams }: SignInPageProps) {
  const next = safeNext((await searchParams).next)
  if (await currentMe()) redirect(next)
  if (!(await appContext().setup.isSetUp())) redirect('/setup')
  return <SignIn next={next} />
}
