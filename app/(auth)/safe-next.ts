/** Where to go after signing in: a page of this console, and never another site. */
export function safeNext(next: string | string[] | undefined): string {
  if (typeof next !== 'string') return '/'
  // Browsers read a backslash as a slash, so `/\evil.example` would lead away.
  return /^\/(?![/\\])[^\\]*$/.test(next) ? next : '/'
}
