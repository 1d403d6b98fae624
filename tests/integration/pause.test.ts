/** What is said in a pause, or where no words are kept, is looked for wherever a process writes. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDatabase } from '#server/storage/database.ts'
import { asProgram } from '#tests/fixtures/app-under-test.ts'
import { callCenter, type CallCenter, type Talk } from '#tests/fixtures/call-center.ts'
import { beginAnswer, finishAnswer, sound } from '#tests/fixtures/scripted-talk.ts'

let center: CallCenter
let journal: string
beforeEach(async () => {
  center = await callCenter()
  journal = mkdtempSync(join(tmpdir(), 'pause-journal-'))
})
afterEach(async () => {
  await center[Symbol.asyncDispose]()
  rmSync(journal, { recursive: true, force: true })
})

const startRelay = (env: Record<string, string> = {}) =>
  center.startRelay({ JOURNAL_DIR: journal, LOG_LEVEL: 'debug', ...env })

/** Sends the caller's line from one moment to another, and waits until the relay has taken it in. */
async function line({ phone, session }: Talk, fromMs: number, untilMs: number) {
  let last = ''
  for (let atMs = fromMs; atMs < untilMs; atMs += 200) {
    last = sound()
    phone.media(atMs, last)
  }
  await session.inbox.next(({ audio }) => audio === last, 'the last frame')
}

function callerSays({ session }: Talk, item: string, fromMs: number, toMs: number, text: string) {
  session.say({ type: 'input_audio_buffer.speech_started', audio_start_ms: fromMs, item_id: item })
  session.say({ type: 'input_audio_buffer.speech_stopped', audio_end_ms: toMs, item_id: item })
  session.say({ type: 'input_audio_buffer.committed', previous_item_id: null, item_id: item })
  const event = 'conversation.item.input_audio_transcription.completed'
  session.say({ type: event, item_id: item, content_index: 0, transcript: text })
}

/** All that was written of calls: each table, the journal's files and what the relays printed. */
async function everything(relays: readonly { output(): string }[]): Promise<string> {
  const database = openDatabase(center.app.ctx.config.DATABASE_URL)
  const tables = await database.client.$queryRawUnsafe<{ name: string }[]>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`,
  )
  const rows: string[] = []
  for (const { name } of tables) {
    const found = await database.client.$queryRawUnsafe<{ row: string }[]>(
      `SELECT t::text AS row FROM "${name}" t`,
    )
    rows.push(...found.map(({ row }) => row))
  }
  await database.close()
  const files = readdirSync(journal, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
  return [...rows, ...files, ...relays.map((relay) => relay.output())].join('\n')
}

const asked = () =>
  center.app.carrier.received.filter(({ path }) => path.includes('Twilio.CURRENT'))
const statuses = () => asked().map(({ body }) => Object.fromEntries(new URLSearchParams(body)))
const lines = async (callId: string) =>
  (await center.app.ctx.stores.transcripts.list(callId)).map(({ text, withheld }) => ({
    text,
    withheld,
  }))

test('[PAUSE-13] of a paused stretch no word and no key is written anywhere, and the carrier keeps silence', async () => {
  const relay = await startRelay()
  const call = await center.incomingCall(relay)
  await line(call, 0, 1_000)
  callerSays(call, 'item_1', 100, 900, 'before-the-pause')
  beginAnswer(call.session, { response: 'r1', item: 'item_2', text: 'read-' }, [sound()])
  finishAnswer(call.session, { response: 'r1', item: 'item_2', text: 'read-aloud-unheard' })
  await call.phone.expect('media')
  const paused = await asProgram('POST', `/api/calls/${call.callId}/recording/pause`)
  expect(await paused.json()).toEqual({ notes: [] })
  expect(await center.app.ctx.stores.calls.find(call.callId)).toMatchObject({ pausedBy: 'api' })
  await line(call, 1_000, 2_000)
  const key = { track: 'inbound_track', digit: '7' }
  const place = { streamSid: 'MZ1', sequenceNumber: '4' }
  call.phone.sendText(JSON.stringify({ event: 'dtmf', ...place, dtmf: key }))
  await line(call, 2_000, 3_000)
  const resumed = await asProgram('POST', `/api/calls/${call.callId}/recording/resume`)
  expect(await resumed.json()).toEqual({ notes: [] })
  callerSays(call, 'item_3', 1_500, 2_500, 'four-two-four-two')
  await line(call, 3_000, 4_000)
  callerSays(call, 'item_4', 3_300, 3_900, 'after-the-pause')
  // The carrier's socket could overtake the model's: the last words are in before the line goes.
  await expect.poll(async () => (await lines(call.callId)).length).toBe(4)
  call.phone.stop()
  await expect
    .poll(async () => (await center.app.ctx.stores.calls.find(call.callId))?.endReason)
    .not.toBeNull()
  const all = await everything([relay])
  expect(await lines(call.callId)).toEqual([
    { text: 'before-the-pause', withheld: false },
    { text: '', withheld: true },
    { text: '', withheld: true },
    { text: 'after-the-pause', withheld: false },
  ])
  expect(all).not.toContain('four-two-four-two')
  expect(all).not.toContain('aloud-unheard')
  expect(all).not.toMatch(/"digit"/)
  expect(statuses()).toEqual([
    { Status: 'paused', PauseBehavior: 'silence' },
    { Status: 'in-progress' },
  ])
})

test('[PAUSE-14] a pause outlives its relay: the next one keeps nothing either, and asks the carrier anew', async () => {
  const relay = await startRelay()
  const call = await center.incomingCall(relay)
  await line(call, 0, 400)
  await asProgram('POST', `/api/calls/${call.callId}/recording/pause`)
  relay.signal('SIGKILL')
  await relay.gone
  const next = await startRelay()
  const twiml = await center.afterStream(call)
  const moved = { ...call, ...(await center.connect(twiml, call.callSid, next)) }
  await line(moved, 0, 2_000)
  callerSays(moved, 'item_9', 500, 1_500, 'said-on-the-next-relay')
  await expect.poll(async () => lines(call.callId)).toContainEqual({ text: '', withheld: true })
  moved.phone.stop()
  expect(await everything([relay, next])).not.toContain('said-on-the-next-relay')
  expect(statuses().map(({ Status }) => Status)).toEqual(['paused', 'paused'])
})

test('[PAUSE-15] a carrier that does not pause is told of, and asked until it does', async () => {
  const script = center.app.carrier.script
  let refusals = 2
  center.app.carrier.script = (received) => {
    if (!received.path.includes('Twilio.CURRENT') || refusals === 0) return script(received)
    refusals -= 1
    return { status: 503, headers: {}, body: '{}' }
  }
  const call = await center.incomingCall(await startRelay())
  const paused = await asProgram('POST', `/api/calls/${call.callId}/recording/pause`)
  const { notes } = (await paused.json()) as { notes: string[] }
  expect(notes.join()).toMatch(/carrier’s own recording is not paused yet/)
  await expect.poll(() => asked().length, { timeout: 5_000 }).toBe(3)
})

test('[PAUSE-16] where no transcript and no recording is kept, no word is written, and the carrier is asked nothing', async () => {
  const off = { ENABLE_TRANSCRIPTION: 'false', ENABLE_RECORDING: 'false' }
  const relay = await startRelay(off)
  const call = await center.incomingCall(relay)
  await line(call, 0, 1_000)
  callerSays(call, 'item_1', 100, 900, 'the-caller-said')
  beginAnswer(call.session, { response: 'r1', item: 'item_2', text: 'the-agent-' }, [sound()])
  call.session.say({ type: 'response.novelty', sentence: 'the-agent-novelty' })
  finishAnswer(call.session, { response: 'r1', item: 'item_2', text: 'the-agent-said' })
  await call.phone.expect('media')
  await asProgram('POST', `/api/calls/${call.callId}/recording/pause`)
  call.phone.stop()
  const { stores } = center.app.ctx
  await expect
    .poll(async () => (await stores.calls.find(call.callId))?.endReason)
    .toBe('caller-hung-up')
  const all = await everything([relay])
  expect(all).toContain('response.novelty')
  expect(all).not.toMatch(/the-caller-said|the-agent-/)
  expect(await lines(call.callId)).toEqual([])
  expect(asked()).toEqual([])
})
