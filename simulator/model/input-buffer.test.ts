import { expect, it } from 'vitest'
import { createInputBuffer } from './input-buffer.ts'

const PCMU = { type: 'audio/pcmu' } as const
const counted = (ms: number) => Uint8Array.from({ length: ms * 8 }, (_, at) => Math.floor(at / 8))

it('takes the audio between two moments of the session, however it came in', () => {
  const buffer = createInputBuffer(PCMU)
  for (let at = 0; at < 100; at += 20) buffer.append(counted(100).subarray(at * 8, (at + 20) * 8))
  expect(buffer.receivedMs()).toBe(100)
  expect(new Set(buffer.take(30, 50))).toEqual(new Set(counted(50).subarray(30 * 8)))
  expect(buffer.heldMs()).toBe(50)
  expect(buffer.take(0, 60)).toHaveLength(10 * 8)
})

it('keeps counting time over what has been cleared and forgotten', () => {
  const buffer = createInputBuffer(PCMU)
  buffer.append(counted(200))
  buffer.clear()
  buffer.append(counted(100))
  buffer.keepLast(40)
  expect(buffer.receivedMs()).toBe(300)
  expect(buffer.heldMs()).toBe(40)
})

it('drops what it holds when the format changes, and only then', () => {
  const buffer = createInputBuffer(PCMU)
  buffer.append(counted(50))
  buffer.setFormat(PCMU)
  expect(buffer.heldMs()).toBe(50)
  buffer.setFormat({ type: 'audio/pcm', rate: 24_000 })
  expect(buffer.heldMs()).toBe(0)
  buffer.append(new Uint8Array(480))
  expect(buffer.receivedMs()).toBe(60)
})
