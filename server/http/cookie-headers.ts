/** Cookies as an answer of `route` sets them. */
export function cookieHeaders(cookies: readonly string[]): [string, string][] {
  return cookies.map((cookie) => ['set-cookie', cookie])
}
