import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createReadiness } from '#server/relay/ready.ts'
import { createStores } from '#server/storage/create-stores.ts'
import { openDatabase } from '#server/storage/database.ts'
import { testDatabase } from '#tests/fixtures/database.ts'
import type { TestDatabase } from '#tests/fixtures/test-database.ts'

const state = { draining: false, full: false, journalFull: false, nowMs: 0 }
beforeEach(() => void Object.assign(state, { draining: false, full: false, journalFull: false }))

const readinessOf = (ping: () => Promise<void>) =>
  createReadiness({
    isDraining: () => state.draining,
    room: () => (state.full ? 'full' : 'some'),
    isJournalFull: () => state.journalFull,
    ping,
    monotonicMs: () => state.nowMs,
  })

describe('with a database that answers', () => {
  let server: TestDatabase
  beforeAll(async () => void (server = await testDatabase()))
  afterAll(() => server[Symbol.asyncDispose]())

  test('[WATCH-3] a relay is ready unless it drains or is full, and says which', async () => {
    await using database = openDatabase(server.url)
    const readiness = readinessOf(createStores(database).ping)
    expect(await readiness()).toEqual({ ready: true })
    state.draining = true
    expect(await readiness()).toEqual({ ready: false, because: ['draining'] })
    state.full = true
    expect(await readiness()).toEqual({ ready: false, because: ['draining', 'full'] })
  })

  test('[WATCH-4] a full journal does not matter while the database takes writes', async () => {
    await using database = openDatabase(server.url)
    const readiness = readinessOf(createStores(database).ping)
    state.journalFull = true
    expect(await readiness()).toEqual({ ready: true })
  })
})

test('[WATCH-4] without a database a relay stays ready for two minutes, or until its journal is full', async () => {
  await using database = openDatabase('postgres://nobody@127.0.0.1:1/none')
  const readiness = readinessOf(createStores(database).ping)
  expect(await readiness()).toEqual({ ready: true })
  state.journalFull = true
  expect(await readiness()).toEqual({ ready: false, because: ['journal-full'] })
  state.journalFull = false
  state.nowMs += 119_000
  expect(await readiness()).toEqual({ ready: true })
  state.nowMs += 2_000
  expect(await readiness()).toEqual({ ready: false, because: ['database-away'] })
})

test('[WATCH-4] a database that is back for a moment counts as away anew', async () => {
  const database = { isUp: false }
  const readiness = readinessOf(() => (database.isUp ? Promise.resolve() : Promise.reject(away)))
  await readiness()
  state.nowMs += 130_000
  expect(await readiness()).toMatchObject({ ready: false })
  database.isUp = true
  expect(await readiness()).toEqual({ ready: true })
  database.isUp = false
  expect(await readiness()).toEqual({ ready: true })
})

test('[WATCH-5] a frozen database is found away within a second, by one question at a time', async () => {
  const taken: Socket[] = []
  const frozen = createServer((socket) => void taken.push(socket)).listen(0, '127.0.0.1')
  await once(frozen, 'listening')
  const { port } = frozen.address() as AddressInfo
  const database = openDatabase(`postgres://nobody@127.0.0.1:${port}/none`)
  const readiness = readinessOf(createStores(database).ping)
  state.journalFull = true
  const begunMs = performance.now()
  const answers = await Promise.all([readiness(), readiness(), readiness()])
  expect(performance.now() - begunMs).toBeLessThan(2_500)
  for (const answer of answers) {
    expect(answer).toEqual({ ready: false, because: ['journal-full'] })
  }
  expect(taken).toHaveLength(1)
  for (const socket of taken) socket.destroy()
  frozen.close()
  await database.close()
})

const away = new Error('away')
