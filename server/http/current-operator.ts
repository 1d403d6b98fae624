import { headers } from 'next/headers'
import type { Operator } from '#contracts/rest/operator.ts'
import { appContext } from '../app-context.ts'
import { readSession } from '../auth/read-session.ts'

/** The operator for whom a page is being rendered; null: nobody is signed in. */
export async function currentOperator(): Promise<Operator | null> {
  const signedIn = await readSession(appContext().auth, await headers())
  return signedIn?.operator ?? null
}
