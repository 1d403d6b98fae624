import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import type { Turn } from '#contracts/turn.ts'
import { createLogger } from '#server/logger.ts'
import type { CarriedCall } from '#server/relay/carried-call.ts'
import { openTracing } from '#server/relay/trace-loader.ts'
import { plainConfig } from '#tests/fixtures/new-call.ts'
import { scriptedHttp, type Received } from '#tests/fixtures/scripted-http.ts'

const logger = createLogger('relay', 'silent')
const startMs = Date.parse('2026-11-21T12:00:00Z')
const clock = { now: () => startMs }

const call: CarriedCall = {
  callId: 'call-of-the-trace',
  callSid: `CA${'0'.repeat(32)}`,
  direction: 'inbound',
  config: { ...plainConfig, instructions: 'Nobody may read this.' },
  streamNumber: 0,
  lines: [],
  pausedBy: null,
  wasPaused: false,
  offsetMs: 0,
}

const turn: Turn = {
  number: 1,
  responseId: 'resp_1',
  itemId: 'item_1',
  cause: 'caller',
  atMs: 4_000,
  noticedMs: 200,
  firstDeltaMs: 700,
  firstFrameMs: 701,
  firstHeardMs: 900,
  interrupted: true,
  inputTokens: 11,
  outputTokens: 22,
}

const attributeSchema = z.object({
  key: z.string(),
  value: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
})
const nanosSchema = z.string().transform((text) => Number(BigInt(text) / 1_000_000n) - startMs)
const spanSchema = z.object({
  name: z.string(),
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  startTimeUnixNano: nanosSchema,
  endTimeUnixNano: nanosSchema,
  attributes: z.array(attributeSchema).transform(flatten),
  events: z.array(
    z.object({
      name: z.string(),
      timeUnixNano: nanosSchema,
      attributes: z.array(attributeSchema).transform(flatten),
    }),
  ),
  status: z.object({ code: z.number(), message: z.string().optional() }),
})
const bodySchema = z.object({
  resourceSpans: z.array(
    z.object({ scopeSpans: z.array(z.object({ spans: z.array(spanSchema) })) }),
  ),
})

function flatten(attributes: z.infer<typeof attributeSchema>[]) {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]))
}

const spansOf = (received: Received[]) =>
  received.flatMap(({ body }) =>
    bodySchema
      .parse(JSON.parse(body))
      .resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)),
  )

let collector: Awaited<ReturnType<typeof scriptedHttp>>
beforeEach(async () => {
  collector = await scriptedHttp(({ path }) => (path === '/v1/traces' ? { body: '{}' } : undefined))
})
afterEach(() => collector.close())

async function tracingTo(endpoint: string) {
  const config = { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint }
  const tracing = await openTracing(config, { relayId: 'relay-1', clock, logger })
  if (tracing === null) throw new Error('no tracing')
  return tracing
}

test('[WATCH-6] without an endpoint nothing is traced', async () => {
  expect(await openTracing({}, { relayId: 'relay-1', clock, logger })).toBeNull()
})

test('[WATCH-6] a call is a span, its turns are its children, and what was recovered stands in it', async () => {
  const tracing = await tracingTo(collector.url)
  const trace = tracing.forCall(call)
  trace.turn(turn)
  trace.recovery('model', 'recovered', 812.4)
  trace.ended({ reason: 'caller-hung-up', by: 'caller' })
  await tracing.close()
  const spans = spansOf(collector.received)
  const callSpan = spans.find(({ name }) => name === 'call')!
  const turnSpan = spans.find(({ name }) => name === 'turn')!
  expect(spans).toHaveLength(2)
  expect(callSpan.attributes).toEqual({
    'switchboard.call.id': 'call-of-the-trace',
    'switchboard.call.direction': 'inbound',
    'switchboard.stream.number': 0,
    'gen_ai.request.model': 'gpt-realtime-2.1',
    'switchboard.call.let_go': false,
    'switchboard.call.end_reason': 'caller-hung-up',
    'switchboard.call.ended_by': 'caller',
  })
  expect(callSpan.events).toMatchObject([
    { name: 'recovery', attributes: { kind: 'model', outcome: 'recovered', duration_ms: 812 } },
  ])
  expect(turnSpan).toMatchObject({
    traceId: callSpan.traceId,
    parentSpanId: callSpan.spanId,
    startTimeUnixNano: 4_000,
    endTimeUnixNano: 4_900,
    events: [
      { name: 'noticed', timeUnixNano: 4_200 },
      { name: 'first_delta', timeUnixNano: 4_700 },
      { name: 'first_frame', timeUnixNano: 4_701 },
      { name: 'first_heard', timeUnixNano: 4_900 },
    ],
  })
  expect(turnSpan.attributes).toMatchObject({ 'switchboard.turn.interrupted': true })
})

test('[WATCH-6] streams of one call share a trace, and calls do not', async () => {
  const tracing = await tracingTo(collector.url)
  tracing.forCall(call).ended(null)
  tracing.forCall({ ...call, streamNumber: 1 }).ended(null)
  tracing.forCall({ ...call, callId: 'another' }).ended(null)
  await tracing.close()
  const [first, second, other] = spansOf(collector.received).map(({ traceId }) => traceId)
  expect(first).toMatch(/^[0-9a-f]{32}$/)
  expect(second).toBe(first)
  expect(other).not.toBe(first)
})

test('[WATCH-7] no number, no SID and no word leaves the relay in a trace', async () => {
  const tracing = await tracingTo(collector.url)
  const trace = tracing.forCall(call)
  const error = { code: 'secret_code', message: 'The caller said a secret.' }
  trace.ended({ reason: 'model-lost', by: 'model', error })
  await tracing.close()
  const sent = collector.received.map(({ body }) => body).join()
  expect(sent).toContain('model-lost')
  expect(sent).not.toMatch(/secret|Nobody may read|CA0000/)
})

test('[WATCH-8] a collector that refuses, hangs or is gone disturbs nobody and delays no stop', async () => {
  collector.script = () => ({ status: 400 })
  const gone = await scriptedHttp(() => undefined)
  await gone.close()
  const hanging = createServer().listen(0, '127.0.0.1')
  await once(hanging, 'listening')
  const hangingUrl = `http://127.0.0.1:${(hanging.address() as AddressInfo).port}`
  for (const endpoint of [collector.url, gone.url, hangingUrl]) {
    const tracing = await tracingTo(endpoint)
    for (let i = 0; i < 3_000; i += 1) tracing.forCall(call).ended(null)
    const begunMs = performance.now()
    await tracing.close()
    expect(performance.now() - begunMs).toBeLessThan(4_000)
  }
  hanging.close()
})
