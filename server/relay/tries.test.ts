import { expect, test } from 'vitest'
import { createLogger } from '../logger.ts'
import { createTries } from './tries.ts'

const task = { what: 'test', callId: 'call' }

test('a task is tried until it is done, and no longer', async () => {
  const tries = createTries(createLogger('relay', 'silent'))
  const done = Promise.withResolvers<void>()
  let attempts = 0
  tries.start(task, [0, 0, 0, 0], async () => {
    attempts += 1
    if (attempts === 1) throw new Error('not yet')
    if (attempts === 3) done.resolve()
    return attempts === 3
  })
  await done.promise
  await tries.settled()
  expect(attempts).toBe(3)
})

test('stopping ends the waiting: what is due gets its one last try', async () => {
  const tries = createTries(createLogger('relay', 'silent'))
  let attempts = 0
  tries.start(task, [3_600_000, 3_600_000], async () => {
    attempts += 1
    return false
  })
  await tries.settled()
  expect(attempts).toBe(1)
})
