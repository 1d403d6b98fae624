import { setTimeout as wait } from 'node:timers/promises'
import { startChild, type Child, type ChildPlan, type StopOrder } from './children.ts'
import { StartProblem } from './start-problem.ts'

export type KeptChild = {
  /** As it was started first. */
  child: Child
  /**
   * Starts it again whenever it dies, and settles when that does not help: it
   * died five times within a minute, or once, where `startsAgain` is false.
   */
  watch(): Promise<StartProblem>
  /** Settles when it has gone; the first order counts. */
  stop(order?: StopOrder): Promise<void>
}

/** Starts a part that is to stay up; `say` gets one line for each time it had to be started again. */
export function keepRunning(
  plan: ChildPlan,
  { startsAgain, say }: { startsAgain: boolean; say: (line: string) => void },
): KeptChild {
  const first = startChild(plan)
  const stopping = new AbortController()
  const deathsAtMs: number[] = []
  let child = first
  let stopped: Promise<void> | null = null

  return {
    child: first,
    async watch() {
      for (;;) {
        const how = await child.gone
        if (stopping.signal.aborted) return new Promise(() => undefined)
        deathsAtMs.push(performance.now())
        const count = recent(deathsAtMs)
        if (!startsAgain || count >= DEATHS_MAX) return tooOften(child, how, count)
        say(`The ${plan.name} stopped by itself (${how}) and is started again.`)
        await pause(FIRST_PAUSE_MS * 2 ** (count - 1), stopping.signal)
        if (!stopping.signal.aborted) child = startChild({ ...plan, keepsLog: true })
      }
    },
    stop(order) {
      stopping.abort()
      stopped ??= child.stop(order)
      return stopped
    },
  }
}

const DEATHS_MAX = 5
const DEATHS_WITHIN_MS = 60_000
const FIRST_PAUSE_MS = 200

function recent(deathsAtMs: readonly number[]): number {
  const since = performance.now() - DEATHS_WITHIN_MS
  return deathsAtMs.filter((atMs) => atMs > since).length
}

function tooOften(child: Child, how: string, count: number): StartProblem {
  const often = count > 1 ? `${count} times within a minute, at last ` : ''
  const lines = child.lastLines().map((line) => `  ${line}`)
  const first = `The ${child.name} stopped by itself (${often}${how}), so everything stops. Its last lines:`
  return new StartProblem([first, ...lines].join('\n'))
}

/** Ends early, without a word, when `signal` aborts. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal }).catch(() => undefined)
}
