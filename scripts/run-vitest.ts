import { rmSync } from 'node:fs'
import { runCommand } from './run-command.ts'
import { tallyReport, tallyVitest, type Tally } from './tally.ts'

/** Runs one of vitest's projects (vitest.config.ts) and counts its tests; `say` hears its progress. */
export async function runVitest(
  project: 'unit' | 'integration' | 'soak' | 'security',
  say: (line: string) => void,
): Promise<Tally> {
  const report = `test-results/vitest-${project}.json`
  rmSync(report, { force: true })
  const { ok } = await runCommand(
    'vitest',
    [
      'run',
      '--project',
      project,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
    { env: { NO_COLOR: '1' }, onLine: say },
  )
  return tallyReport(report, ok, tallyVitest)
}
