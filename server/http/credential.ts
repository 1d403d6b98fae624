import { readGivenKey } from '../auth/api-key.ts'

/** The secret that a request brings to prove who sends it, unproven; null: none that could be used. */
export type Credential = { kind: 'key' | 'session'; secret: string }

/** A key counts before a session, as it does where they are judged (require-caller.ts). */
export function credentialOf(request: Request): Credential | null {
  const key = readGivenKey(request)
  if (key.kind === 'one') return { kind: 'key', secret: key.text }
  if (key.kind !== 'none') return null
  const cookie = sessionCookie.exec(request.headers.get('cookie') ?? '')?.[1]
  return cookie === undefined ? null : { kind: 'session', secret: cookie }
}

const sessionCookie = /(?:^|;\s*)(?:__Secure-)?switchboard\.session_token=([^;]+)/
