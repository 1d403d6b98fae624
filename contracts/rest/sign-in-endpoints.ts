import { z } from 'zod'
import { totpCodeSchema } from '../people.ts'
import { endpoint } from './endpoint.ts'
import { operatorSchema } from './operator.ts'

const session = z.object({ expiresAt: z.iso.datetime() })

/** These are answered by better-auth; its errors are `{code, message}`, not problems. */
export const signInEndpoint = endpoint({
  operationId: 'signIn',
  tag: 'Sign-in',
  summary: 'Sign in with e-mail and password',
  method: 'POST',
  path: '/api/auth/sign-in/email',
  access: 'public',
  scope: null,
  audited: true,
  body: z.object({
    email: z.email(),
    password: z.string(),
    rememberMe: z.boolean().optional(),
  }),
  responses: {
    200: {
      description:
        'Signed in; the answer sets the session cookie. Or, with `twoFactorRedirect`: the ' +
        'password is right and a second factor is waited for, ten minutes long.',
      schema: z.looseObject({
        user: operatorSchema.partial().optional(),
        twoFactorRedirect: z.boolean().optional(),
      }),
    },
  },
  problems: [],
})

/** By the cookie that the answer to the password has set; that alone opens nothing. */
const finished = {
  description: 'Signed in; the answer sets the session cookie.',
  schema: z.looseObject({ user: operatorSchema.partial() }),
}

export const finishSignInEndpoint = endpoint({
  operationId: 'finishSignIn',
  tag: 'Sign-in',
  summary: 'Finish signing in with a code of the authenticator',
  method: 'POST',
  path: '/api/auth/two-factor/verify-totp',
  access: 'public',
  scope: null,
  audited: true,
  body: totpCodeSchema,
  responses: { 200: finished },
  problems: [],
})

export const finishSignInByRecoveryCodeEndpoint = endpoint({
  operationId: 'finishSignInByRecoveryCode',
  tag: 'Sign-in',
  summary: 'Finish signing in with a recovery code, which is used up',
  method: 'POST',
  path: '/api/auth/two-factor/verify-backup-code',
  access: 'public',
  scope: null,
  audited: true,
  body: z.object({ code: z.string() }),
  responses: { 200: finished },
  problems: [],
})

export const signOutEndpoint = endpoint({
  operationId: 'signOut',
  tag: 'Sign-in',
  summary: 'Sign out',
  method: 'POST',
  path: '/api/auth/sign-out',
  access: 'public',
  scope: null,
  audited: true,
  responses: {
    200: { description: 'Signed out.', schema: z.object({ success: z.boolean() }) },
  },
  problems: [],
})

export const getSessionEndpoint = endpoint({
  operationId: 'getSession',
  tag: 'Sign-in',
  summary: 'The session of the cookie, or null',
  method: 'GET',
  path: '/api/auth/get-session',
  access: 'public',
  scope: null,
  audited: false,
  responses: {
    200: {
      description: 'The session.',
      schema: z.looseObject({ session, user: operatorSchema.partial() }).nullable(),
    },
  },
  problems: [],
})
