import { describe, expect, test } from 'vitest'
import { exampleLine } from '#tests/fixtures/example-line.ts'
import { lineAt, turnStart } from './spoken-lines.ts'

describe('the line being spoken', () => {
  const lines = [
    exampleLine({ position: 0, startMs: 1_200 }),
    exampleLine({ position: 1, startMs: null }),
    exampleLine({ position: 2, startMs: 4_000 }),
    exampleLine({ position: 3, startMs: 9_500 }),
  ]

  test('[LISTEN-4] is the last that has begun; one without a time never is', () => {
    expect(lineAt(lines, 500)).toBeNull()
    expect(lineAt(lines, 1_200)?.position).toBe(0)
    expect(lineAt(lines, 5_000)?.position).toBe(2)
    expect(lineAt(lines, 99_000)?.position).toBe(3)
  })
  test('[LISTEN-4] is the one that was sought, where the player lands a hair early', () => {
    expect(lineAt(lines, 3_980)?.position).toBe(2)
  })
})

describe('turns', () => {
  const lines = [
    exampleLine({ role: 'agent', startMs: 0 }),
    exampleLine({ role: 'caller', startMs: 4_000 }),
    exampleLine({ role: 'caller', startMs: 6_000 }),
    exampleLine({ role: 'agent', startMs: 9_000 }),
  ]

  test('[LISTEN-8] the next turn begins when the other one speaks, whatever lines lie between', () => {
    expect(turnStart(lines, 1_000, 1)).toBe(4_000)
    expect(turnStart(lines, 4_000, 1)).toBe(9_000)
    expect(turnStart(lines, 9_000, 1)).toBeNull()
  })
  test('[LISTEN-8] back leads to the beginning of this turn first, then to the one before', () => {
    expect(turnStart(lines, 7_000, -1)).toBe(4_000)
    expect(turnStart(lines, 4_200, -1)).toBe(0)
    expect(turnStart(lines, 300, -1)).toBeNull()
  })
})
