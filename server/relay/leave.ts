/**
 * Settles when this process is asked to leave. SIGTERM lets it take its time;
 * SIGINT, and any signal after the first, aborts the `signal` it answers with.
 */
export function untilAskedToLeave(): Promise<{ signal: AbortSignal }> {
  const hurry = new AbortController()
  const asked = Promise.withResolvers<{ signal: AbortSignal }>()
  let isFirst = true
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      if (name === 'SIGINT' || !isFirst) hurry.abort()
      isFirst = false
      asked.resolve({ signal: hurry.signal })
    })
  }
  return asked.promise
}
