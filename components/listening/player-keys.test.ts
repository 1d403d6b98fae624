import { expect, test } from 'vitest'
import { playerAct, speedBeside } from './player-keys.ts'

const press = (key: string, shiftKey = false) => playerAct({ key, shiftKey })

test('[LISTEN-8] space plays, arrows move 5 s, with Shift 15 s', () => {
  expect(press(' ')).toEqual({ do: 'toggle' })
  expect(press('ArrowRight')).toEqual({ do: 'move', seconds: 5 })
  expect(press('ArrowLeft', true)).toEqual({ do: 'move', seconds: -15 })
})

test('[LISTEN-8] brackets go by turn, comma and full stop change the speed', () => {
  expect(press('[')).toEqual({ do: 'turn', step: -1 })
  expect(press(']')).toEqual({ do: 'turn', step: 1 })
  expect(press(',')).toEqual({ do: 'speed', step: -1 })
  expect(press('.')).toEqual({ do: 'speed', step: 1 })
})

test('[LISTEN-8] other keys are left alone', () => {
  expect(['Tab', 'Enter', 'ArrowUp', 'a'].map((key) => press(key))).toEqual([
    null,
    null,
    null,
    null,
  ])
})

test('[LISTEN-8] the speed goes in steps and stops at both ends', () => {
  expect(speedBeside(1, 1)).toBe(1.25)
  expect(speedBeside(0.75, -1)).toBe(0.5)
  expect(speedBeside(0.5, -1)).toBe(0.5)
  expect(speedBeside(2, 1)).toBe(2)
})
