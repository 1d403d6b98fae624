import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { figuresOf, verdictOf } from './figures.ts'
import type { Results } from './results.ts'

export const resultsDir = fileURLToPath(new URL('results', import.meta.url))
const historyFile = fileURLToPath(new URL('history.jsonl', import.meta.url))
const root = fileURLToPath(new URL('..', import.meta.url))

/** Writes results/latest.json, whole; answers where. */
export function writeLatest(results: Results): string {
  mkdirSync(resultsDir, { recursive: true })
  const file = `${resultsDir}/latest.json`
  writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`)
  return file
}

/** Adds one line to the history: the commit, and each figure with its verdict. */
export function appendHistory(results: Results): void {
  const { at, commit, changed, cores, node, calls, seconds, pairs } = results
  const figures = Object.fromEntries(
    figuresOf(results)
      .filter(({ relay }) => !Number.isNaN(relay))
      .map((figure) => [
        figure.name.trim(),
        {
          relay: rounded(figure.relay),
          passThrough: rounded(figure.passThrough),
          ratio: rounded(figure.ratio),
          verdict: verdictOf(figure),
        },
      ]),
  )
  const line = { at, commit, changed, cores, node, calls, seconds, pairs: pairs.length, figures }
  appendFileSync(historyFile, `${JSON.stringify(line)}\n`)
}

/** Which state of the product was measured; `unknown` outside a checkout. */
export function readCommit(): { commit: string; changed: boolean } {
  try {
    const commit = git('rev-parse', '--short', 'HEAD')
    return {
      commit,
      changed: git('status', '--porcelain', '--', 'server', 'core', 'contracts') !== '',
    }
  } catch {
    return { commit: 'unknown', changed: false }
  }
}

function git(...args: string[]): string {
  return execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: 'pipe' }).trim()
}

function rounded(value: number): number | null {
  return Number.isFinite(value) ? Math.round(value * 1_000) / 1_000 : null
}
