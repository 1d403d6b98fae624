import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { eventOf, lineOf, writesOf } from '#tests/fixtures/journaled-call.ts'
import {
  journalFiles,
  journalsUnderTest,
  upTo,
  writerOf,
} from '#tests/fixtures/journals-under-test.ts'
import { newCall, newSid, plainConfig } from '#tests/fixtures/new-call.ts'

const under = await journalsUnderTest()
const { stores, faulty, scratch, journalIn, newCallId, expectWhole } = under

afterEach(under.afterTest)
afterAll(() => under[Symbol.asyncDispose]())

test('[KEEP-1] what calls write stands in the database once, in order, and nothing is left on the disk', async () => {
  const dir = scratch()
  const { journal } = await journalIn(dir)
  const callIds = [await newCallId(), await newCallId(), await newCallId()]
  const writers = callIds.map((callId) => writerOf(journal, callId))
  for (const number of upTo(60)) {
    for (const writer of writers) writer.writeAll(writesOf(number))
  }
  await Promise.all(writers.map((writer) => writer.drained()))
  for (const callId of callIds) await expectWhole(callId, 60)
  expect(journal.state()).toMatchObject({ entries: 0, bytes: 0, calls: 0, oldestMs: 0 })
  await vi.waitFor(() => expect(journalFiles(dir).map((path) => statSync(path).size)).toEqual([0]))
  await journal.close()
  expect(readdirSync(dir)).toEqual([])
})

test('[KEEP-2] what changes a call as a whole is written and told; the first end stands', async () => {
  const { journal, changed } = await journalIn(scratch())
  const callId = await newCallId()
  const writer = writerOf(journal, callId)
  writer.writeAll([
    { kind: 'modelSession', modelSessionId: 'sess_1' },
    { kind: 'modelSession', modelSessionId: 'sess_2' },
    { kind: 'config', config: { ...plainConfig, voice: 'cedar' } },
    { kind: 'end', end: { reason: 'agent-ended', by: 'agent' } },
    { kind: 'end', end: { reason: 'media-lost', by: 'carrier' } },
  ])
  await writer.drained()
  const expected = {
    modelSessionId: 'sess_2',
    config: { voice: 'cedar' },
    endReason: 'agent-ended',
    endedBy: 'agent',
    error: null,
  }
  expect(await stores.calls.find(callId)).toMatchObject(expected)
  await vi.waitFor(() => expect(changed.at(-1)).toMatchObject(expected))
})

test('[END-9] what a relay tells late of an end stands before that nobody saw it', async () => {
  const { journal } = await journalIn(scratch())
  const callId = await newCallId()
  const unseen = { reason: 'unknown', by: 'system' } as const
  await stores.calls.recordStatus(callId, { status: 'completed', at: new Date(), end: unseen })
  const writer = writerOf(journal, callId)
  writer.write({ kind: 'end', end: { reason: 'caller-hung-up', by: 'caller' } })
  await writer.drained()
  expect(await stores.calls.find(callId)).toMatchObject({
    status: 'completed',
    endReason: 'caller-hung-up',
    endedBy: 'caller',
  })
})

test('[KEEP-3] a database that is cut off loses, doubles and reorders nothing', async () => {
  const { journal } = await journalIn(scratch())
  const callId = await newCallId()
  const writer = writerOf(journal, callId)
  const half = upTo(40)
  for (const number of half) writer.writeAll(writesOf(number))
  await faulty.cut()
  for (const number of half) writer.writeAll(writesOf(number + 40))
  await vi.waitFor(() => expect(journal.state()).toMatchObject({ calls: 1, full: false }))
  await faulty.mend()
  await writer.drained()
  await expectWhole(callId, 80)
})

test('[KEEP-4] a database that stands still loses nothing, and what comes late undoes nothing', async () => {
  const { journal } = await journalIn(scratch())
  const callId = await newCallId()
  const writer = writerOf(journal, callId)
  writer.write({ kind: 'line', line: lineOf(1, 'before') })
  await writer.drained()
  faulty.freeze()
  writer.write({ kind: 'line', line: lineOf(1, 'on its way when everything stood still') })
  await vi.waitFor(() => expect(journal.state().calls).toBe(1))
  await faulty.heal()
  for (const number of upTo(30)) writer.writeAll(writesOf(number))
  await writer.drained()
  await expectWhole(callId, 30)
  await faulty.thaw()
  await expectWhole(callId, 30)
}, 30_000)

test('[KEEP-5] what waits beyond the memory limit is read back from the disk, in order', async () => {
  const limits = { memoryBytesMax: 4_096, segmentBytesMax: 8_192 }
  const dir = scratch()
  const { journal } = await journalIn(dir, limits)
  const callId = await newCallId()
  const writer = writerOf(journal, callId)
  await faulty.cut()
  for (const number of upTo(120)) writer.writeAll(writesOf(number))
  await vi.waitFor(() => expect(journalFiles(dir).length).toBeGreaterThan(3))
  await faulty.mend()
  await writer.drained()
  await expectWhole(callId, 120)
  await journal.close()
  expect(readdirSync(dir)).toEqual([])
})

test('[KEEP-9] what the database will never take is set aside, and holds up nothing else', async () => {
  const dir = scratch()
  const { journal } = await journalIn(dir)
  const callId = await newCallId()
  const unknown = writerOf(journal, 'a call that is not there')
  const writer = writerOf(journal, callId)
  for (const number of upTo(20)) {
    if (number % 7 === 0) unknown.write({ kind: 'line', line: lineOf(number) })
    writer.writeAll(writesOf(number))
  }
  await Promise.all([unknown.drained(), writer.drained()])
  await expectWhole(callId, 20)
  await journal.close()
  const [aside = '', ...others] = readdirSync(dir)
  expect(others).toEqual([])
  const lines = readFileSync(join(dir, aside), 'utf8').split('\n').slice(0, -1)
  expect(lines).toHaveLength(2)
})

test('[KEEP-9] characters that Postgres does not take are replaced, not refused', async () => {
  const { journal } = await journalIn(scratch())
  const callId = await newCallId()
  const writer = writerOf(journal, callId)
  const text = 'nul \u0000 half \uD83D whole \u{1F600} no nul \\u0000'
  writer.write({ kind: 'line', line: lineOf(1, text) })
  writer.write({ kind: 'event', event: { ...eventOf(1), data: { text } } })
  await writer.drained()
  const expected = text.replace('\u0000', '\uFFFD').replace('\uD83D ', '\uFFFD ')
  expect(await stores.transcripts.list(callId)).toEqual([lineOf(1, expected)])
  expect(await stores.events.list(callId)).toEqual([{ ...eventOf(1), data: { text: expected } }])
})

test('[KEEP-10] a disk that takes nothing is said, and calls are written all the same', async () => {
  const dir = scratch()
  const { journal } = await journalIn(join(dir, 'file'), {})
  await journal.close()
  rmSync(join(dir, 'file'), { recursive: true, force: true })
  writeFileSync(join(dir, 'file'), 'in the way')
  const blocked = await journalIn(join(dir, 'file'))
  expect(blocked.journal.state().full).toBe(true)
  const callId = await newCallId()
  const writer = writerOf(blocked.journal, callId)
  await faulty.cut()
  for (const number of upTo(10)) writer.writeAll(writesOf(number))
  await vi.waitFor(() => expect(blocked.journal.state().calls).toBe(1))
  await faulty.mend()
  await writer.drained()
  await expectWhole(callId, 10)
})

test('[KEEP-10] a journal at its limit says so, and takes calls on again when the database has caught up', async () => {
  const { journal } = await journalIn(scratch(), { diskBytesMax: 8_192 })
  const callId = await newCallId()
  const writer = writerOf(journal, callId)
  await faulty.cut()
  for (const number of upTo(60)) writer.writeAll(writesOf(number))
  await vi.waitFor(() => expect(journal.state().full).toBe(true))
  for (const number of upTo(5)) writer.writeAll(writesOf(60 + number))
  await faulty.mend()
  await writer.drained()
  await expectWhole(callId, 65)
  await vi.waitFor(() => expect(journal.state().full).toBe(false))
})

test('[KEEP-12] of the call as a whole only the stream speaks that carries it now', async () => {
  const dir = scratch()
  const callSid = newSid('CA')
  const { call } = await stores.calls.create(newCall({ callSid }))
  const now = new Date()
  const claim = async (streamSid: string, streamNumber: number) => {
    const expiresAt = new Date(now.getTime() + 60_000)
    const stream = { callId: call.id, callSid, streamNumber, expiresAt }
    const { ticket } = await stores.tickets.mintStreamTicket(stream)
    await stores.calls.claimStream({ ticket, callSid, streamSid, relayId: 'relay-1', now })
  }
  const { journal } = await journalIn(dir)
  const [first, second] = [newSid('MZ'), newSid('MZ')]
  await claim(first, 0)
  const before = writerOf(journal, call.id, first)
  before.write({ kind: 'modelSession', modelSessionId: 'sess_1' })
  await before.drained()
  await claim(second, 1)
  before.writeAll([
    { kind: 'line', line: lineOf(1) },
    { kind: 'modelSession', modelSessionId: 'sess_late' },
    { kind: 'end', end: { reason: 'media-lost', by: 'carrier' } },
  ])
  await before.drained()
  expect(await stores.calls.find(call.id)).toMatchObject({
    modelSessionId: 'sess_1',
    endReason: null,
  })
  expect(await stores.transcripts.list(call.id)).toEqual([lineOf(1)])
})

test('[KEEP-13] what callers said can be read by the owner of the process alone', async () => {
  const dir = join(scratch(), 'journal')
  const { journal } = await journalIn(dir)
  await faulty.cut()
  writerOf(journal, await newCallId()).write({ kind: 'line', line: lineOf(1) })
  await vi.waitFor(() => expect(journalFiles(dir)).toHaveLength(1))
  const modes = readdirSync(dir, { recursive: true }).map(
    (name) => statSync(join(dir, String(name))).mode & 0o777,
  )
  expect(statSync(dir).mode & 0o777).toBe(0o700)
  expect(modes.every((mode) => (mode & 0o077) === 0)).toBe(true)
})
