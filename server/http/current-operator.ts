import { headers } from 'next/headers'
import type { Operator } from '#contracts/rest/operator.ts'
import { appContext } from '../app-context.ts'
import { readSession } from '../auth/read-session.ts'

/** The operator for whom a page is being rendered; null: nobody is signed in. */
export async function currentOperator(): Promise<Operator | null> {
  // Asked for first: it tells Next that this page is made per request, not at build.
  const cookies = await headers()
  const signedIn = await readSession(appContext().auth, cookies)
  return signedIn?.operator ?? null
}
