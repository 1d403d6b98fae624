/** `npm run check`: what holds of the code without running it, one line a check. */
import { runChecks } from './checks.ts'
import { reportStep } from './report-step.ts'

const { failed } = await runChecks(reportStep)
if (failed > 0) process.exitCode = 1
