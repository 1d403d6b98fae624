import { array, assert, property, uint8Array } from 'fast-check'
import { expect, test } from 'vitest'
import { createPlayback } from './playback.ts'

const FRAME_BYTES = 160

function readAll(playback: ReturnType<typeof createPlayback>): number[] {
  const heard: number[] = []
  while (!playback.isEmpty) {
    const frame = new Uint8Array(FRAME_BYTES)
    heard.push(...frame.subarray(0, playback.readInto(frame)))
  }
  return heard
}

test('audio is read in the order it was queued, whatever the sizes of its pieces', () => {
  const pieces = array(uint8Array({ maxLength: 700 }), { maxLength: 12 })
  assert(
    property(pieces, (audio) => {
      const playback = createPlayback()
      for (const piece of audio) playback.enqueue(piece)
      expect(readAll(playback)).toEqual(audio.flatMap((piece) => [...piece]))
    }),
  )
})

test('a frame is filled up with silence once the audio ends', () => {
  const playback = createPlayback()
  playback.enqueue(new Uint8Array([1, 2, 3]))
  const frame = new Uint8Array(5)
  expect(playback.readInto(frame)).toBe(3)
  expect([...frame]).toEqual([1, 2, 3, 0xff, 0xff])
})

test('a mark is reached with the frame that plays the last byte before it, not earlier', () => {
  const playback = createPlayback()
  const reached: string[] = []
  playback.enqueue(new Uint8Array(FRAME_BYTES * 2))
  playback.mark(() => reached.push('a'))
  playback.enqueue(new Uint8Array(1))
  playback.mark(() => reached.push('b'))
  const frame = new Uint8Array(FRAME_BYTES)
  playback.readInto(frame)
  expect(reached).toEqual([])
  playback.readInto(frame)
  expect(reached).toEqual(['a'])
  playback.readInto(frame)
  expect(reached).toEqual(['a', 'b'])
})

test('a mark with nothing queued is reached at once', () => {
  const reached: string[] = []
  createPlayback().mark(() => reached.push('now'))
  expect(reached).toEqual(['now'])
})

test('clearing reaches the pending marks in order and drops their audio for good', () => {
  const playback = createPlayback()
  const reached: string[] = []
  playback.enqueue(new Uint8Array(FRAME_BYTES).fill(1))
  playback.mark(() => reached.push('a'))
  playback.enqueue(new Uint8Array(FRAME_BYTES).fill(2))
  playback.mark(() => reached.push('b'))
  playback.clear()
  expect(reached).toEqual(['a', 'b'])
  playback.enqueue(new Uint8Array([9]))
  expect(readAll(playback)).toEqual([9])
})
