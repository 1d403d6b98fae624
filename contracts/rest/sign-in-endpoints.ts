import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { operatorSchema } from './operator.ts'

const session = z.object({ expiresAt: z.iso.datetime() })

/** These three are answered by better-auth; its errors are `{code, message}`, not problems. */
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
      description: 'Signed in; the answer sets the session cookie.',
      schema: z.looseObject({ user: operatorSchema.partial() }),
    },
  },
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
