import { expect, test } from 'vitest'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addTallies, tallyPlaywright, tallyReport, tallyVitest } from './tally.ts'

const file = (status: string, tests: string[]) => ({
  status,
  assertionResults: tests.map((each) => ({ status: each })),
})

test('a test file that failed before its first test counts as a failure', () => {
  const report = {
    numPassedTests: 2,
    numFailedTests: 0,
    testResults: [file('passed', ['passed', 'passed']), file('failed', [])],
  }
  expect(tallyVitest(report)).toEqual({ passed: 2, failed: 1 })
})

test('a failed test is counted once, and its file not again', () => {
  const report = {
    numPassedTests: 1,
    numFailedTests: 1,
    testResults: [file('failed', ['passed', 'failed'])],
  }
  expect(tallyVitest(report)).toEqual({ passed: 1, failed: 1 })
})

test('a test that did not run is no pass', () => {
  const report = {
    numPassedTests: 0,
    numFailedTests: 0,
    testResults: [file('passed', ['pending'])],
  }
  expect(tallyVitest(report)).toEqual({ passed: 0, failed: 1 })
  const stats = { expected: 3, unexpected: 1, flaky: 1, skipped: 2 }
  expect(tallyPlaywright({ stats })).toEqual({ passed: 3, failed: 4 })
})

test('a runner that crashed counts as a failure', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tally-'))
  expect(tallyReport(join(folder, 'absent.json'), true, tallyVitest)).toEqual({
    passed: 0,
    failed: 1,
  })
  const clean = join(folder, 'clean.json')
  writeFileSync(clean, JSON.stringify({ numPassedTests: 1, numFailedTests: 0, testResults: [] }))
  expect(tallyReport(clean, false, tallyVitest)).toEqual({ passed: 1, failed: 1 })
  expect(tallyReport(clean, true, tallyVitest)).toEqual({ passed: 1, failed: 0 })
})

test('the whole is the sum of its parts', () => {
  expect(
    addTallies([
      { passed: 1, failed: 2 },
      { passed: 3, failed: 4 },
    ]),
  ).toEqual({ passed: 4, failed: 6 })
})
