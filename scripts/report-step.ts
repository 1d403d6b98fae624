import type { CommandResult } from './run-command.ts'

/** One line for a step that ended, and what it printed where it failed. */
export function reportStep(name: string, result: CommandResult): void {
  console.log(`  ${result.ok ? '✓' : '✗'} ${name} (${result.seconds.toFixed(1)} s)`)
  if (!result.ok) console.log(result.output.trimEnd().replaceAll(/^/gm, '    '))
}
