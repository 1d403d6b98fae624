/**
 * `npm test`: the checks, vitest and Playwright, in turn. The last
 * line is `N passed, N failed` for the whole, and the exit code says the same.
 * `npm test -- check|unit|integration|soak|security|e2e` runs a part.
 */
import { chromiumAdvice, provideChromium } from './chromium.ts'
import { runChecks } from './checks.ts'
import { reportStep } from './report-step.ts'
import { addTallies, type Tally } from './tally.ts'
import { runPlaywright } from './run-playwright.ts'
import { runVitest } from './run-vitest.ts'

/** In an order in which none comes before what it begins after. */
const parts = ['soak', 'check', 'security', 'unit', 'integration', 'e2e'] as const
type Part = (typeof parts)[number]

/**
 * What has to be over before a part begins. Most parts use all of the machine and come
 * one after the other; the soak and the attacks mostly wait, and go on beside them. Two
 * builds, or a build and a check, would write the same files.
 */
const begunAfter: Record<Part, readonly Part[]> = {
  soak: [],
  check: [],
  security: ['check'],
  unit: ['check'],
  integration: ['unit'],
  e2e: ['soak', 'security', 'integration'],
}

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

const wanted = parts.filter((part) => asked.length === 0 || asked.includes(part))
const runs = new Map<Part, Promise<Tally>>()
for (const part of wanted) {
  const before = begunAfter[part].flatMap((earlier) => runs.get(earlier) ?? [])
  runs.set(
    part,
    Promise.all(before).then(() => runTimed(part)),
  )
}
const tallies = await Promise.all(runs.values())
const total = addTallies(tallies)
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1
console.log(`\n${total.passed} passed, ${total.failed} failed`)

async function runTimed(part: Part): Promise<Tally> {
  console.log(`\n${part}`)
  const startedAt = performance.now()
  const tally = await runPart[part]()
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(0)
  console.log(`  ${part}: ${tally.passed} passed, ${tally.failed} failed (${seconds} s)`)
  return tally
}

async function runBrowserTests(): Promise<Tally> {
  const chromium = await provideChromium(say)
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
