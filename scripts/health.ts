import { setTimeout as wait } from 'node:timers/promises'
import type { Child } from './children.ts'
import { StartProblem } from './start-problem.ts'

const ASK_AFTER_MS = 100
/** So that a slow start is not taken for a flood of questions. */
const ASK_EVERY_MS_MAX = 1_600

/**
 * Waits until `url` answers 200. Throws {@link StartProblem} with the child's
 * last lines if it goes before, or has not answered after `patienceMs`.
 */
export async function waitUntilHealthy(
  child: Child,
  url: string,
  options: { patienceMs: number; signal: AbortSignal },
): Promise<void> {
  const impatience = AbortSignal.timeout(options.patienceMs)
  const over = new AbortController()
  const gone = child.gone.then((how) => `stopped while starting (${how})`)
  const late = aborted(impatience).then(() => `did not answer at ${url}`)
  const failure = Promise.race([gone, late]).finally(() => over.abort())
  const healthy = askUntilHealthy(url, AbortSignal.any([over.signal, options.signal]))
  const outcome = await Promise.race([failure, healthy])
  if (outcome === 'healthy') return
  const lines = child.lastLines().map((line) => `  ${line}`)
  throw new StartProblem([`The ${child.name} ${outcome}. Its last lines:`, ...lines].join('\n'))
}

async function askUntilHealthy(url: string, signal: AbortSignal): Promise<'healthy'> {
  for (let waitMs = ASK_AFTER_MS; ; waitMs = Math.min(ASK_EVERY_MS_MAX, waitMs * 1.2)) {
    const response = await fetch(url, { signal }).catch(() => null)
    if (response?.status === 200) return 'healthy'
    await wait(waitMs, undefined, { signal })
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
