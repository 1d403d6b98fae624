/** Rejects when somebody wants to stop, so that everything started is stopped on the way out. */
export function interruption(): Promise<never> {
  return new Promise((_resolve, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => reject(new Error(`Stopped by ${signal}.`)))
    }
  })
}
