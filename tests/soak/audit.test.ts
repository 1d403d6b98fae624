/** An auditor that finds nothing proves nothing until it has found everything. */
import { expect, test } from 'vitest'
import type { TranscriptLine } from '#contracts/transcript.ts'
import type { Usage } from '#contracts/usage.ts'
import { exampleCall } from '#tests/fixtures/example-call.ts'
import { audit } from './audit.ts'
import type { CallKept, CallSeen, Evidence, SessionSeen } from './evidence.ts'
import { checkExits } from './leftovers.ts'

type Writable<T> =
  T extends ReadonlyMap<infer K, infer V>
    ? Map<K, Writable<V>>
    : T extends readonly (infer Entry)[]
      ? Writable<Entry>[]
      : T extends object
        ? { -readonly [K in keyof T]: Writable<T[K]> }
        : T
type Case = Writable<Evidence>

const SID = 'CA1'

function line(name: string, position: number, over: Partial<TranscriptLine> = {}): TranscriptLine {
  return {
    itemId: name,
    position,
    role: 'caller',
    text: `${name} oak elm.`,
    state: 'final',
    startMs: 0,
    endMs: 0,
    interrupted: false,
    heardMs: null,
    heardChars: null,
    withheld: false,
    ...over,
  }
}

function usage(sourceId: string, textInputTokens: number, textOutputTokens: number): Usage {
  return {
    sourceId,
    kind: 'response',
    model: 'm',
    status: 'completed',
    textInputTokens,
    audioInputTokens: 0,
    cachedTextTokens: 0,
    cachedAudioTokens: 0,
    textOutputTokens,
    audioOutputTokens: 0,
    audioSeconds: 0,
  }
}

function session(number: number, over: Partial<SessionSeen> = {}): SessionSeen {
  return {
    number,
    call: 1,
    stream: 0,
    openedAtMs: 1_000,
    closedAtMs: 60_100,
    frozenUntilMs: 0,
    firstHeardAtMs: 1_200,
    lastHeardAtMs: 60_000,
    framesHeard: 2_950,
    paddingHeard: 0,
    seeds: [],
    items: [],
    responses: [],
    transcriptions: [],
    truncations: [],
    breaches: [],
    ...over,
  }
}

const speech = { sentMs: 0, isTruncated: false }

/** One call in which everything is as it must be: a question, an answer, the caller hangs up. */
function wellCase(): Case {
  const call: CallSeen = {
    number: 1,
    callSid: SID,
    direction: 'inbound',
    plannedEnd: 'caller',
    startedAtMs: 900,
    endedAtMs: 60_050,
    endedBy: 'caller',
    isKnown: true,
    story: [],
    streams: [
      {
        number: 0,
        streamSid: 'MZ1',
        openedAtMs: 950,
        endedAtMs: 60_050,
        isBroken: false,
        framesSent: 2_955,
        otherSoundMs: 0,
        items: new Map([['1/2', { receivedMs: 2_000, playedMs: 2_000 }]]),
        breaches: [],
      },
    ],
  }
  const only = session(1, {
    items: [
      {
        number: 1,
        id: 'item_1',
        role: 'caller',
        text: 's1i1 oak elm.',
        doneAtMs: 5_000,
        ...speech,
      },
      {
        number: 2,
        id: 'item_2',
        role: 'agent',
        text: 's1i2 oak elm.',
        doneAtMs: 6_000,
        sentMs: 2_000,
        isTruncated: false,
      },
    ],
    responses: [
      {
        id: 'resp_1',
        item: 2,
        status: 'completed',
        billed: { inputTokens: 10_001, outputTokens: 7, doneAtMs: 6_000 },
      },
    ],
    transcriptions: [{ inputTokens: 10_002, outputTokens: 9, doneAtMs: 5_000 }],
  })
  const kept: CallKept = {
    call: exampleCall({ callSid: SID, endReason: 'caller-hung-up' }),
    lines: [line('s1i1', 0), line('s1i2', 1, { role: 'agent', heardMs: 2_000 })],
    events: [],
    usages: [usage('resp_1', 10_001, 7), usage('item_1', 10_002, 9)],
  }
  const evidence: Evidence = {
    calls: [call],
    sessions: [only],
    kept: new Map([[SID, kept]]),
    faults: [],
    lateBeats: [],
  }
  return evidence as Case
}

const kept = (evidence: Case) => evidence.kept.get(SID)!
const lines = (evidence: Case) => kept(evidence).lines
const first = (evidence: Case) => evidence.sessions[0]!

test('nothing is found where everything is as it must be', () => {
  expect(audit(wellCase())).toEqual([])
})

test.each<[string, string, (evidence: Case) => void]>([
  ['a call that never ended', 'ends', (it) => (it.calls[0]!.endedAtMs = null)],
  ['a call that the database does not know', 'ends', (it) => it.kept.clear()],
  [
    'a call that is live in the database for ever',
    'ends',
    (it) => (kept(it).call.status = 'in-progress'),
  ],
  ['a call without a reason', 'ends', (it) => (kept(it).call.endReason = null)],
  ['a reason that says nothing', 'ends', (it) => (kept(it).call.endReason = 'unknown')],
  ['a reason that is not what happened', 'ends', (it) => (kept(it).call.endReason = 'agent-ended')],
  ['a lost line', 'lines', (it) => lines(it).pop()],
  ['a line that stands twice', 'lines', (it) => lines(it).push(line('s1i1', 2))],
  ['a line that nobody said', 'lines', (it) => lines(it).push(line('s9i9', 2))],
  ['a line with other words', 'lines', (it) => (lines(it)[0]!.text = 's1i1 oak.')],
  ['a line of the wrong party', 'lines', (it) => (lines(it)[0]!.role = 'agent')],
  ['an unfinished line', 'lines', (it) => (lines(it)[0]!.state = 'partial')],
  ['two lines at one place', 'lines', (it) => (lines(it)[1]!.position = 0)],
  [
    'lines out of order',
    'lines',
    (it) => {
      lines(it)[0]!.position = 4
      lines(it)[1]!.position = 3
    },
  ],
  ['more heard than sent', 'heard <= sent', (it) => (lines(it)[1]!.heardMs = 2_001)],
  [
    'a truncation beyond what was sent',
    'truncate <= sent',
    (it) => first(it).truncations.push({ item: 'item_2', audioEndMs: 9, sentMs: 8, atMs: 0 }),
  ],
  [
    'a truncation of an item that is none',
    'truncate <= sent',
    (it) => first(it).truncations.push({ item: 'item_7', audioEndMs: 0, sentMs: -1, atMs: 0 }),
  ],
  ['a lost usage row', 'usage', (it) => kept(it).usages.pop()],
  ['a usage row too many', 'usage', (it) => kept(it).usages.push(usage('resp_1', 10_001, 7))],
  ['usage of nobody', 'usage', (it) => kept(it).usages.push(usage('resp_8', 99, 1))],
  ['a frame of another call', 'own audio only', (it) => (first(it).call = 2)],
  ['lost caller audio', 'caller audio whole', (it) => (first(it).framesHeard -= 60)],
  [
    'lost agent audio',
    'agent audio whole',
    (it) => it.calls[0]!.streams[0]!.items.get('1/2')!.receivedMs--,
  ],
  [
    'two sessions that hear one caller',
    'one session at a time',
    (it) => it.sessions.push(session(2, { openedAtMs: 30_000, firstHeardAtMs: 30_000 })),
  ],
  ['a session without its caller', 'no orphans', (it) => (first(it).closedAtMs = 61_500)],
  ['a session that was never closed', 'no orphans', (it) => (first(it).closedAtMs = null)],
  [
    'a second response at once',
    'one response',
    (it) => first(it).breaches.push({ rule: 'one response', what: '', atMs: 0 }),
  ],
  [
    'a relay that does not come back',
    'comes back',
    (it) =>
      it.faults.push({
        kind: 'relay killed',
        fromMs: 70_000,
        untilMs: 80_000,
        callNumbers: 'all',
        failure: 'It left with 1.',
      }),
  ],
  [
    'audio heard twice',
    'agent audio once',
    (it) => it.calls[0]!.streams[0]!.breaches.push({ rule: 'agent audio once', what: '', atMs: 0 }),
  ],
])('%s is found', (_, rule, spoil) => {
  const evidence = wellCase()
  spoil(evidence)
  expect(audit(evidence).map((finding) => finding.rule)).toContain(rule)
})

test('what was on its way when a session ended need not be there, but what is there must be right', () => {
  const evidence = wellCase()
  first(evidence).items[1]!.doneAtMs = 59_900
  first(evidence).responses[0]!.billed!.doneAtMs = 59_900
  lines(evidence)[1]!.text = 's1i2 oak'
  kept(evidence).usages.shift()
  evidence.calls[0]!.streams[0]!.items.get('1/2')!.receivedMs = 1_500
  expect(audit(evidence)).toEqual([])
  lines(evidence)[1]!.text = 's1i2 ash'
  expect(audit(evidence)).toHaveLength(1)
})

test('what was written to a connection that broke counts as sent', () => {
  const evidence = wellCase()
  const [stream] = evidence.calls[0]!.streams
  stream!.items.get('1/2')!.receivedMs = 1_500
  first(evidence).items[1]!.isTruncated = true
  expect(audit(evidence)).toHaveLength(1)
  stream!.isBroken = true
  expect(audit(evidence)).toEqual([])
  lines(evidence)[1]!.heardMs = 2_001
  expect(audit(evidence)).toHaveLength(1)
})

test('a machine that stood still is nobody’s orphan', () => {
  const evidence = wellCase()
  first(evidence).closedAtMs = 61_500
  evidence.lateBeats.push({ atMs: 60_800, lateMs: 300 })
  expect(audit(evidence)).toEqual([])
})

test('a model that reads what came while it was frozen is no second listener', () => {
  const evidence = wellCase()
  Object.assign(first(evidence), { frozenUntilMs: 40_000, firstHeardAtMs: 40_100 })
  evidence.sessions.push(session(2, { openedAtMs: 30_000, firstHeardAtMs: 30_000 }))
  const rules = () => audit(evidence).map(({ rule }) => rule)
  expect(rules()).not.toContain('one session at a time')
  first(evidence).firstHeardAtMs = 41_000
  expect(rules()).toContain('one session at a time')
  evidence.lateBeats.push({ atMs: 40_900, lateMs: 900 })
  expect(rules()).not.toContain('one session at a time')
})

test('a fault excuses what it explains, and nothing else', () => {
  const evidence = wellCase()
  const felt = { fromMs: 5_000, untilMs: 20_000, callNumbers: 'all' as const }
  first(evidence).framesHeard -= 60
  evidence.faults.push({ kind: 'database cut', ...felt })
  expect(audit(evidence).map(({ rule }) => rule)).toEqual(['caller audio whole'])
  evidence.faults.push({ kind: 'model dropped with 1006', ...felt, callNumbers: [2] as never })
  expect(audit(evidence)).toHaveLength(1)
  evidence.faults.push({ kind: 'model dropped with 1006', ...felt })
  expect(audit(evidence)).toEqual([])
  lines(evidence).pop()
  expect(audit(evidence)).toHaveLength(1)
})

test('a call that nobody ever carried may have ended without a reason that is known', () => {
  const evidence = wellCase()
  evidence.faults.push({ kind: 'database cut', fromMs: 0, untilMs: 70_000, callNumbers: 'all' })
  kept(evidence).call.endReason = 'unknown'
  expect(audit(evidence)).toHaveLength(1)
  evidence.calls[0]!.streams = []
  evidence.sessions = []
  Object.assign(kept(evidence), { lines: [], usages: [] })
  expect(audit(evidence)).toEqual([])
})

test('a relay that does not leave by itself is found', () => {
  const exits = [
    { name: 'relay-1', exit: 0 },
    { name: 'relay-2', exit: 'SIGKILL' },
  ]
  expect(checkExits(exits)).toHaveLength(1)
})
