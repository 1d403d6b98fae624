import type { Operator } from '#contracts/rest/operator.ts'
import type { Auth } from './create-auth.ts'

/** Creates an owner who signs in with a password, which is kept as a scrypt hash only. */
export async function createOwner(
  auth: Auth,
  owner: { name: string; email: string; password: string },
): Promise<Operator> {
  const { internalAdapter, password } = await auth.$context
  const user = await internalAdapter.createUser(
    {
      name: owner.name,
      email: owner.email.toLowerCase(),
      emailVerified: false,
      role: 'owner',
    },
    { method: 'email-password' },
  )
  await internalAdapter.linkAccount({
    userId: user.id,
    providerId: 'credential',
    accountId: user.id,
    password: await password.hash(owner.password),
  })
  return { id: user.id, name: user.name, email: user.email, role: 'owner' }
}

/** Signs in and answers the cookies to set. Throws when the password is wrong. */
export async function signIn(
  auth: Auth,
  headers: Headers,
  credentials: { email: string; password: string },
): Promise<string[]> {
  const answer = await auth.api.signInEmail({ body: credentials, headers, returnHeaders: true })
  return answer.headers.getSetCookie()
}
