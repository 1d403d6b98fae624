/** Where a link to a call's page leads: a place on the call's clock, and maybe one recording. */
export type ListenPlace = { callMs: number | null; recordingSid: string | null }

/** The page of a call, opened at a place of it. `t` counts seconds on the call's clock, as its transcript does. */
export function listenHref(
  idOrSid: string,
  callMs: number,
  recordingSid: string | null = null,
): string {
  const search = new URLSearchParams({ t: (Math.round(callMs / 100) / 10).toString() })
  if (recordingSid !== null) search.set('recording', recordingSid)
  return `/calls/${encodeURIComponent(idOrSid)}?${search.toString()}`
}

/** Reads such a link's query. What is no number is no place; one outside the call is brought into it by whoever seeks. */
export function parseListenLink(search: { get(name: string): string | null }): ListenPlace {
  const text = search.get('t')
  const seconds = text !== null && /^-?\d{1,7}([.]\d{1,6})?$/.test(text) ? Number(text) : null
  return {
    callMs: seconds === null ? null : Math.round(seconds * 1_000),
    recordingSid: search.get('recording'),
  }
}
