import { operatorSchema, type Operator } from '#contracts/rest/operator.ts'
import type { Auth } from './create-auth.ts'

export type SignedIn = {
  operator: Operator
  sessionId: string
  /** A second factor is set up. */
  twoFactor: boolean
  /** To be sent on: a session in use is prolonged once a day. */
  setCookies: string[]
}

/** The operator whose session cookie stands in `headers`; null: nobody is signed in. */
export async function readSession(auth: Auth, headers: Headers): Promise<SignedIn | null> {
  if (!headers.has('cookie')) return null
  const answer = await auth.api.getSession({ headers, returnHeaders: true })
  if (answer.response === null) return null
  return {
    operator: operatorSchema.parse(answer.response.user),
    sessionId: answer.response.session.id,
    twoFactor: answer.response.user.twoFactorEnabled === true,
    setCookies: answer.headers.getSetCookie(),
  }
}
