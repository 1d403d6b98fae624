import { expect, test } from 'vitest'
import { createWaitingRoom } from './waiting-room.ts'

function filled(limits: { perAddress: number; inAll: number }, addresses: readonly string[]) {
  const room = createWaitingRoom(limits)
  const turnedAway: number[] = []
  const leave = addresses.map((address, at) => room.enter(address, () => void turnedAway.push(at)))
  return { room, turnedAway, leave }
}

test('[DOOR-8] one guest too many of an address turns the longest waiting of that address away', () => {
  const { room, turnedAway } = filled({ perAddress: 2, inAll: 9 }, ['a', 'b', 'a', 'a', 'a'])
  expect(turnedAway).toEqual([0, 2])
  expect(room.size()).toBe(3)
})

test('[DOOR-8] one guest too many in all turns the longest waiting away, whoever it is', () => {
  const { room, turnedAway } = filled({ perAddress: 9, inAll: 3 }, ['a', 'b', 'c', 'd', 'e'])
  expect(turnedAway).toEqual([0, 1])
  expect(room.size()).toBe(3)
})

test('[DOOR-8] whoever has left takes no room, and leaves once', () => {
  const { room, turnedAway, leave } = filled({ perAddress: 2, inAll: 2 }, ['a', 'a'])
  leave[0]?.()
  leave[0]?.()
  expect(room.size()).toBe(1)
  room.enter('a', () => void turnedAway.push(2))
  expect(turnedAway).toEqual([])
})
