import { describe, expect, test } from 'vitest'
import { stretchesBetween } from './time-stretches.ts'

const at = (seconds: number) => new Date(seconds * 1_000)

describe('stretches of time', () => {
  test('a moment is one stretch of two hours', () => {
    expect(stretchesBetween(at(7_200 * 11 + 5), at(7_200 * 11 + 6), 4)).toEqual({
      names: ['@b'],
      beginsAt: at(7_200 * 11),
    })
  })

  test('a longer time is covered by the shortest of which there are few enough', () => {
    const [from, to] = [at(230_400 * 31 - 1), at(230_400 * 33 + 1)]
    expect(stretchesBetween(from, to, 4)).toEqual({
      names: ['#1e', '#1f', '#20', '#21'],
      beginsAt: at(230_400 * 30),
    })
    expect(stretchesBetween(from, to, 3).names).toEqual(['$0', '$1'])
    expect(stretchesBetween(from, to, 100).names).toHaveLength(66)
  })

  test('the longest are as many as it takes', () => {
    const years = 3_600 * 24 * 365 * 10
    expect(stretchesBetween(at(0), at(years), 4).names).toHaveLength(43)
  })
})
