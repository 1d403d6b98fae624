/** A moment as Twilio's REST API and callbacks write it: RFC 2822 in UTC with a numeric zone. */
export function rfc2822(atMs: number): string {
  return new Date(atMs).toUTCString().replace('GMT', '+0000')
}

/** The same, for moments that have not come yet. */
export function rfc2822OrNull(atMs: number | null): string | null {
  return atMs === null ? null : rfc2822(atMs)
}
