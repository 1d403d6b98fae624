/** Leads to the sign-in page, because the session has ended, and back to this page afterwards. */
export function signInAgain(): void {
  const here = `${window.location.pathname}${window.location.search}`
  window.location.assign(`/sign-in?next=${encodeURIComponent(here)}`)
}
