/**
 * `npm test`: the checks, vitest and Playwright, one after the other. The last
 * line is `N passed, N failed` for the whole, and the exit code says the same.
 * `npm test -- check|unit|integration|soak|security|e2e` runs a part.
 */
import { chromiumAdvice, findChromium, installChromium } from './chromium.ts'
import { runChecks } from './checks.ts'
import { reportStep } from './report-step.ts'
import { addTallies, type Tally } from './tally.ts'
import { runPlaywright } from './run-playwright.ts'
import { runVitest } from './run-vitest.ts'

const parts = ['check', 'unit', 'integration', 'soak', 'security', 'e2e'] as const
type Part = (typeof parts)[number]

const runPart: Record<Part, () => Promise<Tally>> = {
  check: () => runChecks(reportStep),
  unit: () => runVitest('unit', say),
  integration: () => runVitest('integration', say),
  soak: () => runVitest('soak', say),
  security: () => runVitest('security', say),
  e2e: runBrowserTests,
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !isPart(name))
if (unknown.length > 0) {
  console.error(`There is no part "${unknown.join(' ')}". Parts: ${parts.join(', ')}.`)
  process.exit(2)
}

const tallies: Tally[] = []
for (const part of parts) {
  if (asked.length > 0 && !asked.includes(part)) continue
  console.log(`\n${part}`)
  const startedAt = performance.now()
  const tally = await runPart[part]()
  tallies.push(tally)
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(0)
  console.log(`  ${part}: ${tally.passed} passed, ${tally.failed} failed (${seconds} s)`)
}
const total = addTallies(tallies)
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1
console.log(`\n${total.passed} passed, ${total.failed} failed`)

async function runBrowserTests(): Promise<Tally> {
  const chromium = findChromium() ?? (await installChromium(say))
  if (chromium !== null) return runPlaywright(say)
  say(chromiumAdvice)
  return { passed: 0, failed: 1 }
}

function say(line: string): void {
  console.log(`  ${line}`)
}

function isPart(name: string): name is Part {
  return parts.some((part) => part === name)
}
