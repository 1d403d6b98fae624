import { rmSync } from 'node:fs'
import { runCommand } from './run-command.ts'
import { tallyPlaywright, tallyReport, type Tally } from './tally.ts'

/** Runs the browser tests (playwright.config.ts) and counts them; `say` hears their progress. */
export async function runPlaywright(say: (line: string) => void): Promise<Tally> {
  const report = 'test-results/playwright.json'
  rmSync(report, { force: true })
  const { ok } = await runCommand('playwright', ['test', '--reporter=list,json'], {
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    onLine: say,
  })
  return tallyReport(report, ok, tallyPlaywright)
}
