import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, mkdirSync, readdirSync, readFileSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { thisOwner } from '#server/relay/journal-owner.ts'
import { eventOf, writesOf } from '#tests/fixtures/journaled-call.ts'
import {
  asLine,
  journalFiles,
  journalsUnderTest,
  leaveBehind,
  upTo,
  writerOf,
} from '#tests/fixtures/journals-under-test.ts'

const under = await journalsUnderTest()
const { stores, faulty, scratch, journalIn, newCallId, expectWhole } = under

afterEach(under.afterTest)
afterAll(() => under[Symbol.asyncDispose]())

test('[KEEP-6] a killed process leaves what it wrote to the next, which writes it before it takes calls', async () => {
  const dir = scratch()
  const callId = await newCallId()
  const nowhere = 'postgres://nobody@127.0.0.1:1/nothing'
  const program = fileURLToPath(new URL('../fixtures/journal-writer.ts', import.meta.url))
  const child = spawn(process.execPath, [program, dir, callId, nowhere], { stdio: 'pipe' })
  await once(child.stdout, 'data')
  const text = () => journalFiles(dir).map((path) => readFileSync(path, 'utf8'))
  await vi.waitFor(() => expect(text().length).toBeGreaterThan(4), 20_000)
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
    leaveBehind(dir, { '00000001.jsonl': whole.join('') + last.slice(0, cut) })
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
  leaveBehind(dir, {
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
  leaveBehind(dir, { '00000001.jsonl': line(1) }, elsewhere)
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
  leaveBehind(dir, files)
  await faulty.cut()
  const journals = await Promise.all(upTo(4).map(() => journalIn(dir)))
  const depths = journals.map(({ journal }) => journal.state().entries)
  expect(depths.toSorted((a, b) => a - b)).toEqual([0, 0, 0, 120])
  await faulty.mend()
  await vi.waitFor(() => expectWhole(callId, 20), { timeout: 10_000 })
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
