import { readFileSync } from 'node:fs'
import { z } from 'zod'

export type Tally = { passed: number; failed: number }

export function addTallies(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (sum, { passed, failed }) => ({ passed: sum.passed + passed, failed: sum.failed + failed }),
    { passed: 0, failed: 0 },
  )
}

const vitestReportSchema = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(
    z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) }),
  ),
})

/**
 * Counts vitest's JSON report. A file that failed before its first test counts
 * as one failure, and so does every test that did not run.
 */
export function tallyVitest(report: unknown): Tally {
  const { numPassedTests, numFailedTests, testResults } = vitestReportSchema.parse(report)
  const crashed = testResults.filter(
    (file) =>
      file.status === 'failed' && file.assertionResults.every((each) => each.status !== 'failed'),
  )
  const notRun = testResults
    .flatMap((file) => file.assertionResults)
    .filter((each) => each.status !== 'passed' && each.status !== 'failed')
  return { passed: numPassedTests, failed: numFailedTests + crashed.length + notRun.length }
}

const playwrightReportSchema = z.object({
  stats: z.object({
    expected: z.number(),
    unexpected: z.number(),
    flaky: z.number(),
    skipped: z.number(),
  }),
})

/** Counts Playwright's JSON report; a test that did not run is no pass. */
export function tallyPlaywright(report: unknown): Tally {
  const { expected, unexpected, flaky, skipped } = playwrightReportSchema.parse(report).stats
  return { passed: expected, failed: unexpected + flaky + skipped }
}

/**
 * The tally of a runner that ended with `ok` and should have left a report in
 * `path`: a runner that crashed, or failed without saying which test did, is a
 * failure of its own.
 */
export function tallyReport(path: string, ok: boolean, count: (report: unknown) => Tally): Tally {
  const tally = readTally(path, count)
  if (tally === null) return { passed: 0, failed: 1 }
  return !ok && tally.failed === 0 ? { ...tally, failed: 1 } : tally
}

function readTally(path: string, count: (report: unknown) => Tally): Tally | null {
  try {
    return count(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return null
  }
}
