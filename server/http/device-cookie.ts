import { createHmac, randomBytes } from 'node:crypto'
import { isSameSecret } from '../auth/api-key.ts'
import type { Config } from '../config.ts'

/**
 * The name of the browser that has signed in to this account before, by the
 * cookie it was given then; null: none. It opens nothing: its tries are counted
 * apart, so that strangers who guess cannot make its owner wait.
 */
export function deviceOf(request: Request, account: string, config: Config): string | null {
  const cookie = /(?:^|;\s*)switchboard\.device=([\w-]+)\.([\w-]+)/.exec(
    request.headers.get('cookie') ?? '',
  )
  const [, name = '', proof = ''] = cookie ?? []
  return cookie !== null && isSameSecret(proof, proofOf(name, account, config)) ? name : null
}

/** `Set-Cookie` for a browser that has just signed in; it keeps the name it has. */
export function deviceCookie(request: Request, account: string, config: Config): string {
  const name = deviceOf(request, account, config) ?? randomBytes(16).toString('base64url')
  const secure = config.PUBLIC_URL.startsWith('https:') ? '; Secure' : ''
  const value = `${name}.${proofOf(name, account, config)}`
  return `switchboard.device=${value}; Path=/api/auth; Max-Age=${YEAR_SECONDS}; HttpOnly; SameSite=Lax${secure}`
}

/** What an account is counted by: nobody reads from it whose it is. */
export function accountKey(email: string, { AUTH_SECRET }: Config): string {
  return createHmac('sha256', AUTH_SECRET)
    .update(`account:${email.toLowerCase()}`)
    .digest('base64url')
}

function proofOf(name: string, account: string, { AUTH_SECRET }: Config): string {
  return createHmac('sha256', AUTH_SECRET).update(`device:${account}:${name}`).digest('base64url')
}

const YEAR_SECONDS = 31_536_000
