import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Turn } from '#contracts/turn.ts'
import { plainConfig } from '#tests/fixtures/new-call.ts'
import type { CarriedCall } from './carried-call.ts'
import { metricsText } from './metrics-joined.ts'
import { createRelayMetrics, type RelayMetrics } from './metrics.ts'
import { createRelayWatch } from './relay-watch.ts'

const call: CarriedCall = {
  callId: 'a-call',
  callSid: `CA${'7'.repeat(32)}`,
  direction: 'outbound',
  config: plainConfig,
  streamNumber: 0,
  lines: [],
  pausedBy: null,
  wasPaused: false,
  offsetMs: 0,
}
const turn: Turn = {
  number: 1,
  responseId: 'resp_secret',
  itemId: 'item_secret',
  cause: 'caller',
  atMs: 0,
  noticedMs: 200,
  firstDeltaMs: null,
  firstFrameMs: null,
  firstHeardMs: null,
  interrupted: false,
  inputTokens: 0,
  outputTokens: 0,
}
const live = [
  { bufferedBytes: () => ({ toPhone: 100, toModel: 1 }) },
  { bufferedBytes: () => ({ toPhone: 40, toModel: 2 }) },
]

let metrics: RelayMetrics
beforeEach(() => {
  metrics = createRelayMetrics({
    calls: () => live,
    consoles: () => [{ bufferedAmount: 9 }],
    journal: () => ({ entries: 4, bytes: 512, oldestMs: 1_500, full: true }),
  })
})
afterEach(() => metrics.close())

/** Every sample by its name and labels, the labels in order. */
async function scrape(): Promise<Map<string, number>> {
  const lines = (await metricsText([await metrics.read()]))
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))
  return new Map(
    lines.map((line) => {
      const [, name = '', labels = '', value = ''] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? []
      return [`${name}{${labels.split(',').toSorted().join()}}`, Number(value)]
    }),
  )
}

test('[WATCH-1] calls are counted as begun once, ended by reason or let go', async () => {
  const watch = createRelayWatch(metrics.calls, null)
  watch.forCall(call).ended({ reason: 'agent-ended', by: 'agent' })
  watch.forCall({ ...call, streamNumber: 2 }).ended(null)
  const samples = await scrape()
  expect(samples.get('switchboard_calls_begun_total{direction="outbound"}')).toBe(1)
  expect(samples.get('switchboard_calls_begun_total{direction="inbound"}')).toBe(0)
  expect(samples.get('switchboard_calls_ended_total{reason="agent-ended"}')).toBe(1)
  expect(samples.get('switchboard_calls_let_go_total{}')).toBe(1)
})

test('[WATCH-1] audio’s latency is a histogram by direction, in seconds', async () => {
  const watch = createRelayWatch(metrics.calls, null).forCall(call)
  for (const ms of [0.04, 0.3, 0.3, 30, 5_000]) watch.handled('toPhone', ms)
  watch.handled('toModel', 1)
  const samples = await scrape()
  const below = (le: string) =>
    samples.get(`switchboard_added_latency_seconds_bucket{direction="toPhone",le="${le}"}`)
  expect([below('0.00005'), below('0.0005'), below('0.05'), below('1'), below('+Inf')]).toEqual([
    1, 3, 4, 4, 5,
  ])
  expect(samples.get('switchboard_added_latency_seconds_count{direction="toModel"}')).toBe(1)
  expect(samples.get('switchboard_added_latency_seconds_sum{direction="toModel"}')).toBe(0.001)
})

test('[WATCH-1] what was lost and got back, dropped and refused is counted by kind', async () => {
  const watch = createRelayWatch(metrics.calls, null).forCall(call)
  watch.recovery('model', 'recovered', 800)
  watch.recovery('model', 'failed', 0)
  watch.recovery('rotation', 'recovered', 0)
  watch.dropped('toModel', 160)
  watch.error('malformed-frame')
  const samples = await scrape()
  const reconnects = (kind: string, outcome: string) =>
    samples.get(`switchboard_reconnects_total{kind="${kind}",outcome="${outcome}"}`)
  expect(reconnects('model', 'recovered')).toBe(1)
  expect(reconnects('model', 'failed')).toBe(1)
  expect(reconnects('rotation', 'recovered')).toBe(1)
  expect(samples.get('switchboard_recovery_seconds_bucket{le="1"}')).toBe(1)
  expect(samples.get('switchboard_recovery_seconds_sum{}')).toBe(0.8)
  expect(samples.get('switchboard_dropped_bytes_total{direction="toModel"}')).toBe(160)
  expect(samples.get('switchboard_errors_total{kind="malformed-frame"}')).toBe(1)
})

test('[WATCH-1] a turn counts once, as it was in the end, however often it is told', async () => {
  const watch = createRelayWatch(metrics.calls, null).forCall(call)
  watch.turn(turn)
  watch.turn({ ...turn, firstHeardMs: 900 })
  watch.turn({ ...turn, number: 2, cause: 'request' })
  watch.turn({ ...turn, interrupted: true })
  watch.ended({ reason: 'caller-hung-up', by: 'caller' })
  const samples = await scrape()
  expect(samples.get('switchboard_turns_total{cause="caller",interrupted="false"}')).toBe(1)
  expect(samples.get('switchboard_turns_total{cause="request",interrupted="false"}')).toBe(1)
  expect(samples.get('switchboard_turns_total{cause="caller",interrupted="true"}')).toBe(0)
  expect(samples.get('switchboard_turn_seconds_sum{cause="caller",part="firstHeard"}')).toBe(0.9)
  expect(samples.get('switchboard_turn_seconds_count{cause="caller",part="firstDelta"}')).toBe(0)
})

test('[WATCH-1] buffers, journal, consoles and the process are read when somebody asks', async () => {
  const samples = await scrape()
  expect(samples.get('switchboard_calls_live{}')).toBe(2)
  expect(samples.get('switchboard_buffered_bytes{socket="phone"}')).toBe(140)
  expect(samples.get('switchboard_buffered_bytes_max{socket="phone"}')).toBe(100)
  expect(samples.get('switchboard_buffered_bytes{socket="feed"}')).toBe(9)
  expect(samples.get('switchboard_feed_consoles{}')).toBe(1)
  expect(samples.get('switchboard_journal_entries{}')).toBe(4)
  expect(samples.get('switchboard_journal_oldest_seconds{}')).toBe(1.5)
  expect(samples.get('switchboard_journal_full{}')).toBe(1)
  expect(samples.get('process_resident_memory_bytes{}')).toBeGreaterThan(1e7)
  expect(samples.get('process_cpu_seconds_total{}')).toBeGreaterThan(0)
})

test('[WATCH-1] a loop that was held up shows its delay, until the next scrape', async () => {
  const maxSeconds = async () =>
    (await scrape()).get('switchboard_event_loop_delay_seconds{stat="max"}')
  const fewRings = () => new Promise((resolve) => setTimeout(resolve, 30))
  await fewRings()
  const untilMs = performance.now() + 200
  while (performance.now() < untilMs);
  await fewRings()
  expect(await maxSeconds()).toBeGreaterThan(0.15)
  expect(await maxSeconds()).toBeLessThan(0.15)
})

test('[WATCH-7] the same few series stand whatever calls come: no SID, number or word names one', async () => {
  const before = [...(await scrape()).keys()]
  const watch = createRelayWatch(metrics.calls, null)
  for (let i = 0; i < 50; i += 1) {
    const one = watch.forCall({
      ...call,
      callId: `call-${i}`,
      config: { ...plainConfig, model: `m${i}` },
    })
    one.turn({ ...turn, responseId: `resp_${i}` })
    one.ended({ reason: 'model-lost', by: 'model', error: { code: `code-${i}`, message: 'words' } })
  }
  expect([...(await scrape()).keys()]).toEqual(before)
  expect(before.length).toBeLessThan(400)
  expect(before.join('\n')).not.toMatch(/CA7|resp_|item_|a-call/)
})
