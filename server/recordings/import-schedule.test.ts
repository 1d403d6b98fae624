import { describe, expect, test } from 'vitest'
import { nextAttemptAt } from './import-schedule.ts'

describe('the attempts to fetch a recording', () => {
  const start = Date.UTC(2026, 0, 1)

  function allAttempts(): number[] {
    const delaysMs: number[] = []
    for (let attempts = 1; ; attempts += 1) {
      const next = nextAttemptAt(attempts, new Date(start))
      if (next === null) return delaysMs
      delaysMs.push(next.getTime() - start)
    }
  }

  test('begin within a second and never come closer together', () => {
    const delaysMs = allAttempts()
    expect(delaysMs.slice(0, 6)).toEqual([1_000, 2_000, 5_000, 15_000, 60_000, 300_000])
    expect(delaysMs).toEqual(delaysMs.toSorted((a, b) => a - b))
  })

  test('go on for about a day, then end', () => {
    const hours = allAttempts().reduce((sum, delay) => sum + delay, 0) / 3_600_000
    expect(hours).toBeGreaterThan(20)
    expect(hours).toBeLessThan(30)
  })
})
