import { isAPIError } from 'better-auth/api'

type Asked<Response> = Promise<{ headers: Headers; response: Response }>

/**
 * Asks better-auth for something. What it refuses for one of the `expected`
 * reasons (its own codes) is a value, anything else is thrown. `setCookies`: to
 * be sent on.
 */
export async function askAuth<Response, Code extends string>(
  ask: () => Asked<Response>,
  expected: readonly Code[],
): Promise<{ ok: true; response: Response; setCookies: string[] } | { ok: false; code: Code }> {
  try {
    const { headers, response } = await ask()
    return { ok: true, response, setCookies: headers.getSetCookie() }
  } catch (error) {
    const code = isAPIError(error) ? expected.find((one) => one === error.body?.code) : undefined
    if (code === undefined) throw error
    return { ok: false, code }
  }
}
