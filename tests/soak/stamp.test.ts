import { expect, test } from 'vitest'
import { createPerson, drawPlan } from './person.ts'
import { createRandom } from './random.ts'
import { agentPayload, callerPayload, readAgentBlocks, readCallerBlocks } from './stamp.ts'

test('audio says what it is', () => {
  const block = { call: 12, stream: 3, frame: 70_000, sound: 'goodbye' } as const
  expect(readCallerBlocks(callerPayload(block))).toEqual([block])
  const [first, second] = readAgentBlocks(agentPayload({ session: 900, item: 4, part: 7 }, 2))
  expect(first).toEqual({ bytes: 160, block: { session: 900, item: 4, part: 7 } })
  expect(second?.block?.part).toBe(8)
  const padding = Buffer.alloc(200, 0xff).toString('base64')
  expect(readCallerBlocks(padding)).toEqual([null, null])
  expect(readAgentBlocks(padding).map(({ bytes }) => bytes)).toEqual([160, 40])
})

test('a seed draws the same plans again, and another seed others', () => {
  const plans = (seed: number) =>
    Array.from({ length: 20 }, (_, at) => drawPlan(createRandom(seed).fork(`call ${at}`)))
  expect(plans(42)).toEqual(plans(42))
  expect(plans(42)).not.toEqual(plans(43))
})

test('every plan comes to its end, whatever the agent does', () => {
  for (let seed = 0; seed < 200; seed += 1) {
    const random = createRandom(seed)
    const person = createPerson(drawPlan(random))
    const beats = Array.from({ length: 20_000 }, () => person.beat(random.chance(0.5)))
    expect(beats.some(({ ends }) => ends === 'caller')).toBe(true)
  }
})
