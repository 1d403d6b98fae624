import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, expect, test, vi } from 'vitest'
import type { CallWrite } from '#contracts/call-write.ts'
import type { Call } from '#contracts/call.ts'
import { createLogger } from '#server/logger.ts'
import { openJournal, type Journal, type JournalLimits } from '#server/relay/journal.ts'
import { thisOwner, type JournalOwner } from '#server/relay/journal-owner.ts'
import { createStores } from '#server/storage/create-stores.ts'
import { openDatabase } from '#server/storage/database.ts'
import { encodeEntry } from '#server/storage/journal-entry.ts'
import { testDatabase, testPostgres } from '#tests/fixtures/database.ts'
import { faultyDatabase } from '#tests/fixtures/faulty-database.ts'
import { eventOf, lineOf, turnOf, usageOf, writesOf } from '#tests/fixtures/journaled-call.ts'
import { newCall, newSid, plainConfig } from '#tests/fixtures/new-call.ts'

const server = (await testPostgres()) ?? (await testDatabase())
const direct = openDatabase(server.url)
const stores = createStores(direct)
const faulty = await faultyDatabase(server.url)
const behindProxy = openDatabase(faulty.url)
const silent = createLogger('relay', 'silent')
const cleanUp: (() => Promise<void>)[] = []

afterEach(async () => {
  await faulty.mend()
  for (const work of cleanUp.splice(0).toReversed()) await work()
})

afterAll(async () => {
  await behindProxy.close()
  await faulty[Symbol.asyncDispose]()
  await direct.close()
  await server[Symbol.asyncDispose]()
})

function scratch(): string {
  const dir = mkdtempSync(join(tmpdir(), 'switchboard-journal-'))
  cleanUp.push(async () => rmSync(dir, { recursive: true, force: true }))
  return dir
}

/** A journal whose database can be cut, frozen and mended. */
async function journalIn(dir: string, limits: Partial<JournalLimits> = {}) {
  const changed: Call[] = []
  const journal = await openJournal({
    dir,
    stores: createStores(behindProxy),
    logger: silent,
    onCallChanged: (call) => void changed.push(call),
    limits: { gatherMs: 10, patienceMs: 300, ...limits },
  })
  cleanUp.push(() => journal.close())
  return { journal, changed }
}

async function newCallId(): Promise<string> {
  return (await stores.calls.create(newCall())).call.id
}

function writerOf(journal: Journal, callId: string, streamSid = newSid('MZ')) {
  const writer = journal.writerOf({ callId, streamSid })
  return {
    ...writer,
    writeAll: (writes: readonly CallWrite[]) => {
      for (const write of writes) writer.write(write)
    },
  }
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1)

/** Every kind of row of a call, whole and in order: what `count` times `writesOf` leaves behind. */
async function expectWhole(callId: string, count: number): Promise<void> {
  const numbers = upTo(count)
  expect(await stores.events.list(callId)).toEqual(numbers.map(eventOf))
  expect(await stores.transcripts.list(callId)).toEqual(numbers.map((number) => lineOf(number)))
  expect(await stores.usages.list(callId)).toEqual(numbers.map(usageOf))
  const heard = { firstHeardMs: 620 }
  expect(await stores.turns.list(callId)).toEqual(numbers.map((number) => turnOf(number, heard)))
}

const journalFiles = (dir: string) =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.jsonl'))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()

/** A folder as a process leaves it that was killed: its owner is not among the living. */
function leftBehind(
  dir: string,
  files: Record<string, string>,
  owner: JournalOwner = { ...thisOwner(), pid: 4_000_000, startedAt: '1' },
): void {
  const folder = join(dir, '4000000-0123456789ab')
  mkdirSync(folder, { recursive: true })
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  writeFileSync(join(folder, 'owner.json'), JSON.stringify(owner))
}

const asLine = (callId: string, write: CallWrite) =>
  `${encodeEntry({ callId, streamSid: 'MZ1', write })}\n`

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

test('[KEEP-6] a killed process leaves what it wrote to the next, which writes it before it takes calls', async () => {
  const dir = scratch()
  const callId = await newCallId()
  const nowhere = 'postgres://nobody@127.0.0.1:1/nothing'
  const program = fileURLToPath(new URL('../fixtures/journal-writer.ts', import.meta.url))
  const child = spawn(process.execPath, [program, dir, callId, nowhere], { stdio: 'pipe' })
  await once(child.stdout, 'data')
  const text = () => journalFiles(dir).map((path) => readFileSync(path, 'utf8'))
  await vi.waitFor(() => expect(text().length).toBeGreaterThan(4), 10_000)
  const exited = once(child, 'exit')
  child.kill('SIGKILL')
  await exited
  const lines = text().join('').split('\n').slice(0, -1)
  const { journal } = await journalIn(dir, { patienceMs: 10_000 })
  const kept = await stores.events.list(callId, { limit: 100_000 })
  expect(kept.map(({ seq }) => seq)).toEqual(upTo(lines.length))
  expect(kept.at(-1)).toEqual(eventOf(lines.length))
  await journal.close()
  expect(readdirSync(dir).filter((name) => !name.endsWith('.bad'))).toEqual([])
}, 30_000)

test('[KEEP-7] a line that was torn costs that line alone, and its file is kept aside', async () => {
  const callId = await newCallId()
  const whole = upTo(3).map((seq) => asLine(callId, { kind: 'event', event: eventOf(seq) }))
  const last = asLine(callId, { kind: 'event', event: eventOf(9) })
  const cuts = [1, 20, last.length - 2, last.length - 1]
  for (const cut of cuts) {
    const dir = scratch()
    leftBehind(dir, { '00000001.jsonl': whole.join('') + last.slice(0, cut) })
    const { journal } = await journalIn(dir, { patienceMs: 10_000 })
    await journal.close()
    const [aside = '', ...others] = readdirSync(dir)
    expect(others).toEqual([])
    expect(aside).toMatch(/[.]bad$/)
    expect(readFileSync(join(dir, aside), 'utf8')).toContain(last.slice(0, cut))
  }
  expect(await stores.events.list(callId)).toEqual(upTo(3).map(eventOf))
})

test('[KEEP-7] garbage between the lines and empty files hold nothing up', async () => {
  const dir = scratch()
  const callId = await newCallId()
  const [one, two, three] = upTo(3).map((seq) =>
    asLine(callId, { kind: 'event', event: eventOf(seq) }),
  )
  const foreign = '{"callId":"x","streamSid":null,"write":{"kind":"nothing we know"}}\n'
  leftBehind(dir, {
    '00000001.jsonl': `${one}\u0000\u0001garbage\n\n${two}${foreign}`,
    '00000002.jsonl': '',
    '00000003.jsonl': three ?? '',
  })
  const { journal } = await journalIn(dir, { patienceMs: 10_000 })
  expect(await stores.events.list(callId)).toEqual(upTo(3).map(eventOf))
  await journal.close()
  expect(readdirSync(dir).map((name) => name.split('.').at(-1))).toEqual(['bad'])
})

test('[KEEP-8] processes share a folder: nobody touches what belongs to a living one, or to nobody of ours', async () => {
  const dir = scratch()
  const callId = await newCallId()
  const mine = await journalIn(dir)
  await faulty.cut()
  const writer = writerOf(mine.journal, callId)
  for (const number of upTo(5)) writer.writeAll(writesOf(number))
  await vi.waitFor(() => expect(statSync(journalFiles(dir)[0] ?? '').size).toBeGreaterThan(0))
  const before = journalFiles(dir)
  mkdirSync(join(dir, 'somebody-elses'))
  appendFileSync(join(dir, 'somebody-elses', 'notes.jsonl'), 'mine\n')
  const other = await journalIn(dir)
  expect(other.journal.state().entries).toBe(0)
  expect(journalFiles(dir)).toEqual(expect.arrayContaining(before))
  expect(readFileSync(join(dir, 'somebody-elses', 'notes.jsonl'), 'utf8')).toBe('mine\n')
  await faulty.mend()
  await writer.drained()
  await expectWhole(callId, 5)
})

test('[KEEP-8] on another machine an owner counts as gone once half a minute has passed without a sign of life', async () => {
  const dir = scratch()
  const callId = await newCallId()
  const line = (seq: number) => asLine(callId, { kind: 'event', event: eventOf(seq) })
  const elsewhere = { ...thisOwner(), place: 'another machine' }
  leftBehind(dir, { '00000001.jsonl': line(1) }, elsewhere)
  const first = await journalIn(dir, { patienceMs: 10_000 })
  await first.journal.close()
  expect(await stores.events.list(callId)).toEqual([])
  const longAgo = new Date(Date.now() - 31_000)
  utimesSync(join(dir, '4000000-0123456789ab', 'owner.json'), longAgo, longAgo)
  await journalIn(dir, { patienceMs: 10_000 })
  expect(await stores.events.list(callId)).toEqual([eventOf(1)])
})

test('[KEEP-8] of several processes that find a journal left behind, one takes all of it', async () => {
  const dir = scratch()
  const callId = await newCallId()
  const files = Object.fromEntries(
    upTo(20).map((number) => [
      `${String(number).padStart(8, '0')}.jsonl`,
      writesOf(number)
        .map((write) => asLine(callId, write))
        .join(''),
    ]),
  )
  leftBehind(dir, files)
  await faulty.cut()
  const journals = await Promise.all(upTo(4).map(() => journalIn(dir)))
  const depths = journals.map(({ journal }) => journal.state().entries)
  expect(depths.toSorted((a, b) => a - b)).toEqual([0, 0, 0, 120])
  await faulty.mend()
  await vi.waitFor(() => expectWhole(callId, 20), { timeout: 10_000 })
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
  const text = String.raw`nul ` + '\u0000' + ' half \uD83D whole \u{1F600} ' + String.raw`\u0000`
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

test('[KEEP-11] a process that leaves during an outage does not hang, and the next writes what it could not', async () => {
  const dir = scratch()
  const callId = await newCallId()
  const { journal } = await journalIn(dir)
  const writer = writerOf(journal, callId)
  await faulty.cut()
  for (const number of upTo(10)) writer.writeAll(writesOf(number))
  writer.write({ kind: 'end', end: { reason: 'relay-stopped', by: 'system' } })
  const drained = writer.drained()
  await journal.close()
  await drained
  expect(journalFiles(dir)).toHaveLength(1)
  await faulty.mend()
  await journalIn(dir, { patienceMs: 10_000 })
  await expectWhole(callId, 10)
  expect(await stores.calls.find(callId)).toMatchObject({ endReason: 'relay-stopped' })
})

test('[KEEP-12] of the call as a whole only the stream speaks that carries it now', async () => {
  const dir = scratch()
  const callSid = newSid('CA')
  const { call } = await stores.calls.create(newCall({ callSid }))
  const now = new Date()
  const claim = async (streamSid: string) => {
    const expiresAt = new Date(now.getTime() + 60_000)
    const ticket = await stores.tickets.mintStreamTicket({ callId: call.id, callSid, expiresAt })
    await stores.calls.claimStream({ ticket, callSid, streamSid, relayId: 'relay-1', now })
  }
  const { journal } = await journalIn(dir)
  const [first, second] = [newSid('MZ'), newSid('MZ')]
  await claim(first)
  const before = writerOf(journal, call.id, first)
  before.write({ kind: 'modelSession', modelSessionId: 'sess_1' })
  await before.drained()
  await claim(second)
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
