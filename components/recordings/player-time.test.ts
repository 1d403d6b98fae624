import { describe, expect, test } from 'vitest'
import type { TranscriptLine } from '#contracts/transcript.ts'
import { lineAt, lineSeconds, playerKey, recordingOffsetMs } from './player-time.ts'

const line = (position: number, startMs: number | null): TranscriptLine => ({
  itemId: `item_${String(position)}`,
  position,
  role: 'agent',
  text: 'Hello.',
  state: 'final',
  startMs,
  endMs: null,
  interrupted: false,
  heardMs: null,
  heardChars: null,
})

describe('a key on a player', () => {
  const at = { seconds: 10, lengthSeconds: 18 }
  const press = (key: string, shiftKey = false) => playerKey({ key, shiftKey }, at)

  test('plays and pauses by space', () => {
    expect(press(' ')).toBe('toggle')
  })
  test('moves by 5 s, with Shift by 15 s, never out of the recording', () => {
    expect(press('ArrowRight')).toBe(15)
    expect(press('ArrowLeft')).toBe(5)
    expect(press('ArrowRight', true)).toBe(18)
    expect(press('ArrowLeft', true)).toBe(0)
  })
  test('goes to either end', () => {
    expect(press('Home')).toBe(0)
    expect(press('End')).toBe(18)
  })
  test('leaves other keys alone', () => {
    expect(press('Tab')).toBeNull()
  })
})

describe('lines beside a player', () => {
  const lines = [line(0, 1_200), line(1, null), line(2, 4_000), line(3, 9_500)]

  test('begin in the recording by as much earlier as it began later', () => {
    expect(lineSeconds(line(0, 4_000), 700)).toBe(3.3)
    expect(lineSeconds(line(0, 400), 700)).toBe(0)
    expect(lineSeconds(line(0, null), 0)).toBeNull()
  })
  test('the current one is the last that has begun; one without time never is', () => {
    expect(lineAt(lines, 0.5, 0)).toBeNull()
    expect(lineAt(lines, 1.2, 0)?.position).toBe(0)
    expect(lineAt(lines, 5, 0)?.position).toBe(2)
    expect(lineAt(lines, 99, 0)?.position).toBe(3)
  })
  test('a seek that lands a hair early still lights the line it sought', () => {
    expect(lineAt(lines, 3.98, 0)?.position).toBe(2)
  })
})

describe('the start of a recording', () => {
  test('told in whole seconds is taken to lie in the middle of that second', () => {
    expect(recordingOffsetMs('2026-11-21T14:26:21.000Z', '2026-11-21T14:26:25.900Z')).toBe(-4_400)
  })
  test('told exactly is taken as it is', () => {
    expect(recordingOffsetMs('2026-11-21T14:26:21.250Z', '2026-11-21T14:26:21.000Z')).toBe(250)
  })
  test('counts as the stream’s own where the stream’s is unknown', () => {
    expect(recordingOffsetMs('2026-11-21T14:26:21.000Z', null)).toBe(0)
  })
})
