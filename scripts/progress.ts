/** Lines for whoever waits: plain text, one a step, the same on a terminal and in a log file. */
export type Progress = {
  line: (text: string) => void
  /** Says that `doing` began, and what it became with the seconds it took. */
  step: <Result>(doing: string, done: string, work: () => Promise<Result>) => Promise<Result>
}

export function createProgress(write: (text: string) => void): Progress {
  const line = (text: string) => write(`${text}\n`)
  return {
    line,
    async step(doing, done, work) {
      const startedAt = performance.now()
      line(`  · ${doing} ...`)
      const result = await work()
      line(`  ✓ ${done} (${((performance.now() - startedAt) / 1_000).toFixed(1)} s)`)
      return result
    },
  }
}
