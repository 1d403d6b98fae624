import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openRecordingFiles } from '#server/recordings/open-files.ts'
import { openDatabase, type Database } from '#server/storage/database.ts'
import { callCenter, type CallCenter } from '#tests/fixtures/call-center.ts'
import { callWithAll, rowsOf, said } from '#tests/fixtures/call-with-all.ts'
import { environmentOf, s3UnderTest } from '#tests/fixtures/s3-under-test.ts'

// Relays are started and killed as processes, which takes seconds each on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })
const patience = { timeout: 50_000 }

type Store = Awaited<ReturnType<typeof s3UnderTest>>
let center: CallCenter
let database: Database
let store: Store
let folder: string
beforeEach(async () => {
  center = await callCenter()
  database = openDatabase(center.app.ctx.config.DATABASE_URL)
  store = await s3UnderTest()
  folder = mkdtempSync(join(tmpdir(), 'switchboard-deleted-'))
})
afterEach(async () => {
  await center[Symbol.asyncDispose]()
  await database.close()
  await store[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true, force: true })
})

/** More than a relay deletes at once. */
const callsInAll = 12

test.each(['store', 'carrier'] as const)(
  '[DEL-12] a relay that is killed amid several deletions, waiting for the %s, leaves none half done',
  async (holder) => {
    const { stores } = center.app.ctx
    const place = store.config()
    const files = await openRecordingFiles(place)
    const calls = []
    for (let made = 0; made < callsInAll; made += 1) {
      const call = await callWithAll(stores, database)
      const kept = await files.receive(call.recordingSid, oneSound())
      expect(await kept.keep()).toBe(files.locationOf(call.recordingSid))
      mkdirSync(join(folder, call.callId))
      writeFileSync(join(folder, call.callId, '0.tap'), 'sound')
      calls.push(call)
    }
    const atCarrier = new Set(calls.map(({ recordingSid }) => recordingSid))
    const asked = { kind: 'call', recordingSid: null, cause: 'asked', requestedBy: 'Olga' } as const
    await stores.deletions.request(
      calls.map(({ callId }) => ({ ...asked, callId })),
      new Date(),
    )

    const held = hold(holder, atCarrier)
    const env = { ...environmentOf(place), SPOOL_DIR: folder }
    const first = await center.startRelay(env)
    await expect.poll(doneInAll, patience).toBe(2)
    // Six at a time; where one is given up as not answered, another takes its place.
    await expect.poll(held.waiting, patience).toBeGreaterThanOrEqual(6)
    first.signal('SIGKILL')
    await first.gone
    const halfDone = await database.client.deletion.groupBy({ by: ['state'], _count: true })
    expect(Object.fromEntries(halfDone.map(({ state, _count }) => [state, _count]))).toEqual({
      done: 2,
      pending: callsInAll - 2,
    })

    held.go()
    await center.startRelay(env)
    const audited = () => database.client.deletion.count({ where: { auditedAt: { not: null } } })
    await expect.poll(audited, patience).toBe(callsInAll)
    const ids = calls.flatMap(({ callId, callSid, recordingSid }) => [
      callId,
      callSid,
      recordingSid,
    ])
    expect(await rowsOf(database, [...ids, said])).toEqual({
      audit_entries: callsInAll,
      deletions: callsInAll,
      tombstones: 2 * callsInAll,
    })
    for (const { callId, recordingSid, sha256 } of calls) {
      const { items } = await stores.tombstones.list({ callId, limit: 10 })
      expect(items.map(({ kind }) => kind).toSorted()).toEqual(['call', 'recording'])
      expect(items.find(({ kind }) => kind === 'recording')).toMatchObject({ recordingSid, sha256 })
    }
    expect(await Array.fromAsync(files.list())).toEqual([])
    expect(readdirSync(folder)).toEqual(['spool-id'])
    expect([...atCarrier]).toEqual([])
  },
)

async function* oneSound() {
  yield Buffer.from('sound')
}

const doneInAll = () => database.client.deletion.count({ where: { state: 'done' } })

/**
 * A carrier that deletes what it is asked to, and a store that does; after two
 * recordings the one that is named takes requests and answers none, until it may go on.
 */
function hold(holder: 'store' | 'carrier', atCarrier: Set<string>) {
  let isHeld = true
  const answered = new Set<string>()
  const waiting = new Set<string>()
  // By recording, not by request: whoever asks again is answered, or waits, as before.
  const isHeldUp = (sid: string) => {
    if (!isHeld || answered.has(sid)) return false
    if (answered.size < 2) {
      answered.add(sid)
      return false
    }
    waiting.add(sid)
    return true
  }
  const script = center.app.carrier.script
  center.app.carrier.script = (received) => {
    const sid = sidIn(received.path)
    if (received.method !== 'DELETE' || sid === undefined) return script(received)
    if (holder === 'carrier' && isHeldUp(sid)) return 'noAnswer'
    atCarrier.delete(sid)
    return { status: 204 }
  }
  store.fault = ({ method, path }) => {
    const sid = sidIn(path)
    const isOurs = holder === 'store' && method === 'DELETE' && sid !== undefined
    return isOurs && isHeldUp(sid) ? { kind: 'noAnswer' } : undefined
  }
  return { waiting: () => waiting.size, go: () => void (isHeld = false) }
}

const sidIn = (path: string) => /RE\w+/.exec(path)?.[0]
