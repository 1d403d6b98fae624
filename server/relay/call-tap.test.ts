import { mkdtempSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createCallTap, type TapBudget } from './call-tap.ts'
import { thisOwner } from './journal-owner.ts'
import { readSegment } from './read-segment.ts'
import { createSpoolFile, type SpoolFile } from './spool-file.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'call-tap-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const frame = Buffer.alloc(160, 0x55).toString('base64')

function tapInto(file: SpoolFile, limits: { flushEveryMs?: number; bytesMax?: number } = {}) {
  const budget: TapBudget = { bytes: 0, bytesMax: 1024 * 1024 }
  const lost: { callerMs: number; agentMs: number }[] = []
  const head = {
    version: 1 as const,
    callId: 'call-1',
    streamNumber: 0,
    offsetMs: 0,
    startedAtMs: 0,
    owner: thisOwner(),
  }
  const tap = createCallTap({
    head,
    file,
    budget,
    limits: { flushEveryMs: 5, ...limits },
    monotonicMs: () => 1_000,
    onLost: (much) => void lost.push(much),
  })
  return { tap, lost, budget }
}

const path = () => join(folder, 'call-1', '0-000000000000.tap')

/** A disk that takes the first `blocks`, and nothing else until it is told to. */
function standingDisk(file: SpoolFile, blocks = 0) {
  let takes = blocks
  const held: (() => void)[] = []
  return {
    go() {
      takes = Number.POSITIVE_INFINITY
      for (const write of held.splice(0)) write()
    },
    file: {
      ...file,
      isBusy: () => held.length > 0 || file.isBusy(),
      write(...args: Parameters<SpoolFile['write']>) {
        takes -= 1
        if (takes < 0) held.push(() => file.write(...args))
        else file.write(...args)
      },
    },
  }
}

test('[TAP-9] a disk that stands still costs memory up to a bound; what found no room is counted, and its place is silence', async () => {
  const disk = standingDisk(createSpoolFile(path(), () => undefined))
  const { tap, lost, budget } = tapInto(disk.file, { bytesMax: 64 * 1024 })
  tap.agent(Buffer.alloc(800, 0x22).toString('base64'), 'item_1')
  for (let at = 0; at < 1_000; at += 1) tap.caller(frame, at * 20, 1_000)
  expect(budget.bytes).toBeLessThan(128 * 1024)
  disk.go()
  await tap.close()
  const segment = await readSegment(path())
  expect(segment?.isEnded).toBe(true)
  const kept = segment?.caller.length ?? 0
  expect(kept).toBeGreaterThan(300)
  expect(kept).toBeLessThan(400)
  expect(segment?.caller.map(({ start }) => start)).toEqual(
    Array.from({ length: kept }, (_, index) => index * 160),
  )
  expect(segment?.end).toBe(1_000 * 160)
  expect(segment?.lostMs).toBe((1_000 - kept) * 20)
  expect(lost).toEqual([{ callerMs: (1_000 - kept) * 20, agentMs: 0 }])
})

test('[TAP-10] a disk that refuses is asked again, and nothing is lost or doubled by that', async () => {
  const troubles: Error[] = []
  const refused = Promise.withResolvers<void>()
  const blocker = join(folder, 'call-1')
  writeFileSync(blocker, 'Where the folder should be lies a file.')
  const file = createSpoolFile(path(), (error) => {
    troubles.push(error)
    refused.resolve()
  })
  const { tap } = tapInto(file)
  for (let at = 0; at < 50; at += 1) tap.caller(frame, at * 20, 1_000)
  await refused.promise
  rmSync(blocker)
  await tap.close()
  expect(troubles.length).toBeGreaterThan(0)
  const segment = await readSegment(path())
  expect(segment).toMatchObject({ isEnded: true, lostMs: 0 })
  expect(segment?.caller.map(({ start }) => start)).toEqual(
    Array.from({ length: 50 }, (_, index) => index * 160),
  )
})

test('[TAP-11] a file that was torn is good up to its last whole block', async () => {
  const { tap } = tapInto(createSpoolFile(path(), () => undefined))
  for (let at = 0; at < 50; at += 1) tap.caller(frame, at * 20, 1_000)
  await tap.close()
  const whole = await readSegment(path())
  expect(whole?.caller).toHaveLength(50)
  truncateSync(path(), statSync(path()).size - 1)
  const torn = await readSegment(path())
  expect(torn?.isEnded).toBe(false)
  expect((torn?.caller.length ?? 0) < 50).toBe(true)
})

test('[TAP-12] a pause is silence on both sides, in hindsight as well', async () => {
  const { tap } = tapInto(createSpoolFile(path(), () => undefined))
  for (let at = 0; at < 50; at += 1) tap.caller(frame, at * 20, 1_000)
  tap.pause(600)
  for (let at = 50; at < 100; at += 1) tap.caller(frame, at * 20, 1_000)
  tap.resume(1_800)
  for (let at = 100; at < 120; at += 1) tap.caller(frame, at * 20, 1_000)
  await tap.close()
  const segment = await readSegment(path())
  expect(segment?.pauses).toEqual([{ fromMs: 600, toMs: 1_800 }])
  expect(segment?.caller).toHaveLength(70)
  expect(segment?.end).toBe(2_400 * 8)
})

test('[TAP-15] a disk that takes nothing any more costs the end of a stream, which says how long that is', async () => {
  const disk = standingDisk(
    createSpoolFile(path(), () => undefined),
    1,
  )
  const { tap } = tapInto(disk.file)
  // The head is on the disk; this frame no longer.
  tap.caller(frame, 0, 1_000)
  await expect.poll(() => disk.file.isBusy()).toBe(true)
  for (let at = 1; at < 100; at += 1) tap.caller(frame, at * 20, 1_000)
  expect(await tap.close()).toBe(2_000)
  const segment = await readSegment(path())
  expect(segment).toMatchObject({ isEnded: false, caller: [], lostMs: 0 })
})

test('[TAP-15] of what the agent said only what was heard is missing, and nothing of what was withheld', async () => {
  const disk = standingDisk(createSpoolFile(path(), () => undefined))
  const { tap } = tapInto(disk.file, { bytesMax: 16 * 1024 })
  tap.caller(frame, 0, 1_000)
  const second = Buffer.alloc(8_000, 0x22).toString('base64')
  for (let piece = 0; piece < 4; piece += 1) tap.agent(second, 'item_1')
  tap.cut([{ itemId: 'item_1', heardMs: 2_500 }])
  disk.go()
  expect(await tap.close()).toBe(0)
  const kept = (await readSegment(path()))?.agent.reduce((sum, { bytes }) => sum + bytes, 0)
  expect((await readSegment(path()))?.lostMs).toBe(2_500 - (kept ?? 0) / 8)
})
