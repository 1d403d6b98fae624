import { expect, test } from 'vitest'
import type { CallEvent } from '#contracts/call-event.ts'
import { describeHappening } from './happening-words.ts'
import { happeningsOf, isBetweenStreams } from './happenings.ts'

/** An event at that many ms of the call, in order of `seq`. */
function event(
  seq: number,
  atMs: number,
  type: string,
  data: Record<string, unknown> = {},
  source: CallEvent['source'] = 'relay',
): CallEvent {
  const at = new Date(Date.parse('2026-01-02T03:04:05.000Z') + atMs).toISOString()
  return { seq, at, atMs, source, flow: 'none', type, data }
}

const key = (seq: number, atMs: number, digit: string) => event(seq, atMs, 'dtmf', { digit })

const wordsOf = (events: readonly CallEvent[], isUp = false) =>
  happeningsOf(events).map((happening) => describeHappening(happening, isUp).text)

test('[CALL-6] a lost model and its return are one entry, at the time of the loss', () => {
  const events = [
    event(4, 9_000, 'recovery.began', { cause: 'closed', code: 1_006 }),
    event(5, 9_100, 'response.created', {}, 'model'),
    event(6, 9_840, 'recovery.done', { afterMs: 820, tries: 2 }),
  ]
  const happenings = happeningsOf(events)
  expect(happenings).toMatchObject([{ kind: 'modelLost', began: { seq: 4, atMs: 9_000 } }])
  expect(happenings.map((happening) => describeHappening(happening, true))).toEqual([
    { text: 'Model connection lost, back after 0.8 s', tone: 'ok', code: '1006' },
  ])
})

test('[CALL-6] a recovery that failed, lasts or was cut short says so', () => {
  const began = event(4, 9_000, 'recovery.began', { cause: 'closed', code: 1_011 })
  const failed = event(9, 12_000, 'recovery.failed', { cause: 'final', code: '401', tries: 3 })
  expect(wordsOf([began, failed])).toEqual([
    'Model connection lost, not reached again after 3 tries',
  ])
  expect(wordsOf([began], true)).toEqual(['Model connection lost, reconnecting'])
  expect(wordsOf([began])).toEqual(['Model connection lost; the call ended before it was back'])
  expect(wordsOf([began, event(100_001, 11_000, 'call.resumed')])).toEqual([
    'Model connection lost, taken up by another relay',
    'Relay lost; carried on by another',
  ])
})

test('[CALL-6] a call that went on over another stream says what had happened before', () => {
  const resumed = event(100_001, 10_400, 'call.resumed', { streamNumber: 1, lines: 4 })
  expect(wordsOf([event(8, 9_000, 'stream.lost', { closeCode: 1_006 }), resumed])).toEqual([
    'Audio connection lost, carried on after 1.4 s',
  ])
  expect(wordsOf([event(8, 9_000, 'call.handed-over'), resumed])).toEqual([
    'Handed over to another relay, carried on after 1.4 s',
  ])
  expect(wordsOf([resumed])).toEqual(['Relay lost; carried on by another'])
  expect(wordsOf([event(8, 9_000, 'stream.lost')])).toEqual([
    'Audio connection lost; the call ended before it went on',
  ])
})

test('each break is ended by its own return', () => {
  const events = [
    event(1, 1_000, 'recovery.began'),
    event(2, 1_500, 'recovery.done', { afterMs: 500 }),
    event(3, 5_000, 'session.renewed'),
    event(4, 8_000, 'recovery.began'),
    event(5, 9_000, 'recovery.done'),
  ]
  expect(wordsOf(events)).toEqual([
    'Model connection lost, back after 0.5 s',
    'Model session renewed before its hour was over',
    'Model connection lost, back after 1.0 s',
  ])
})

test('dropped sound is told with whose it was, and how much', () => {
  expect(
    wordsOf([event(1, 0, 'congestion', { direction: 'toModel', droppedMs: 320 })]).at(0),
  ).toMatch(/^0\.3 s of the caller’s sound dropped/)
  expect(wordsOf([event(1, 0, 'congestion', { direction: 'toPhone' })]).at(0)).toMatch(
    /^Some of the agent’s sound dropped/,
  )
})

test('keys pressed in one go are one entry, and later ones another', () => {
  const events = [key(1, 1_000, '4'), key(2, 1_900, '2'), key(3, 2_700, '#'), key(4, 30_000, '0')]
  expect(wordsOf(events)).toEqual(['Caller pressed 4 2 #', 'Caller pressed 0'])
})

test('what the wires carry besides is no entry', () => {
  const events = [
    event(1, 0, 'start', {}, 'carrier'),
    event(2, 20, 'session.created', {}, 'model'),
    event(3, 40, 'audio.gap', { gapMs: 60 }),
    event(4, 60, 'recovery.done'),
    event(5, 80, 'dtmf', { event: 'dtmf', dtmf: { digit: '1' } }, 'carrier'),
  ]
  expect(happeningsOf(events)).toEqual([])
})

test('a call is between streams until another one takes it up', () => {
  const lost = event(8, 9_000, 'stream.lost', { closeCode: 1_006 })
  expect(isBetweenStreams([event(1, 0, 'call.live')])).toBe(false)
  expect(isBetweenStreams([lost])).toBe(true)
  expect(isBetweenStreams([lost, event(100_001, 9_400, 'call.resumed')])).toBe(false)
})

test('a model that could not be reached at first was not lost', () => {
  const began = event(1, 0, 'recovery.began', { cause: 'model-unreachable', code: 'timeout' })
  expect(wordsOf([began, event(2, 900, 'recovery.done', { afterMs: 900 })])).toEqual([
    'Model not reached at first, connected after 0.9 s',
  ])
  expect(wordsOf([began], true)).toEqual(['Model not reached, trying again'])
})

test('[CALL-6] a pause of keeping is one entry, however often it is asked for', () => {
  const paused = event(5, 4_000, 'recording.paused')
  const again = event(6, 4_500, 'recording.paused', {}, 'operator')
  const resumed = event(9, 16_000, 'recording.resumed')
  expect(wordsOf([paused, again, resumed])).toEqual(['Not recorded, 0:04 to 0:16'])
  expect(wordsOf([paused], true)).toEqual(['Recording paused at 0:04'])
  expect(wordsOf([paused])).toEqual(['Not recorded, 0:04 to the end of the call'])
})
