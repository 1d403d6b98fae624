import { runCommand, type CommandResult } from './run-command.ts'

export type Check = { name: string; run: () => Promise<CommandResult> }

/** A dependency check that saw less than this saw nothing, and would pass whatever stands in the code. */
const MODULES_MIN = 20
const rooms = ['app', 'components', 'server', 'core', 'contracts', 'simulator', 'scripts', 'tests']

/** What holds of the code without running it. */
export const checks: readonly Check[] = [
  {
    // One pass for both: the linter that knows types has the compiler's findings at hand.
    name: 'types and lint',
    run: () =>
      runCommand('oxlint', [
        '--type-aware',
        '--type-check',
        '--deny-warnings',
        '--report-unused-disable-directives',
      ]),
  },
  {
    name: 'format',
    run: () => runCommand('oxfmt', ['--check']),
  },
  { name: 'import rules', run: checkImportRules },
  {
    name: 'unused code',
    run: () => runCommand('knip', ['--no-progress', '--treat-config-hints-as-errors']),
  },
]

/**
 * Runs every check, two at a time, and calls `report` as each ends. Answers
 * how many passed and failed.
 */
export async function runChecks(
  report: (name: string, result: CommandResult) => void,
): Promise<{ passed: number; failed: number }> {
  const waiting = [...checks]
  const tally = { passed: 0, failed: 0 }
  const worker = async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      const result = await check.run()
      tally[result.ok ? 'passed' : 'failed'] += 1
      report(check.name, result)
    }
  }
  await Promise.all([worker(), worker()])
  return tally
}

async function checkImportRules(): Promise<CommandResult> {
  const result = await runCommand('depcruise', [...rooms, '--output-type', 'err-long'])
  const seen = Number(/(\d+) modules/.exec(result.output)?.[1] ?? 0)
  if (seen >= MODULES_MIN) return result
  return {
    ...result,
    ok: false,
    output: `${result.output}\nOnly ${seen} modules were seen; at least ${MODULES_MIN} were expected.`,
  }
}
