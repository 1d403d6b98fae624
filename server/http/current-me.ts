import { headers } from 'next/headers'
import type { Me } from '#contracts/rest/operator.ts'
import { appContext } from '../app-context.ts'
import { readSession } from '../auth/read-session.ts'
import { meOf } from '../operators/me-of.ts'

/** For whom a page is being rendered, and what they may do; null: nobody is signed in. */
export async function currentMe(): Promise<Me | null> {
  // Asked for first: it tells Next that this page is made per request, not at build.
  const cookies = await headers()
  const signedIn = await readSession(appContext().auth, cookies)
  return signedIn && meOf(signedIn.operator, signedIn.twoFactor)
}
