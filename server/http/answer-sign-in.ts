import { appContext } from '../app-context.ts'

/**
 * Hands sign-in, sign-out and the question for the session to better-auth. The
 * library knows more addresses; what no page uses stays shut.
 */
export async function answerSignIn(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url)
  if (!openPaths.has(pathname)) return new Response(null, { status: 404 })
  return appContext().auth.handler(request)
}

const openPaths = new Set([
  '/api/auth/sign-in/email',
  '/api/auth/two-factor/verify-totp',
  '/api/auth/two-factor/verify-backup-code',
  '/api/auth/sign-out',
  '/api/auth/get-session',
])
