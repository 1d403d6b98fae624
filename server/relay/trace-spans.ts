import { createHash } from 'node:crypto'
import { ROOT_CONTEXT, SpanStatusCode, trace, type Span, type Tracer } from '@opentelemetry/api'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { BatchSpanProcessor, RandomIdGenerator, TracerProvider } from '@opentelemetry/sdk-trace'
import type { Turn } from '#contracts/turn.ts'
import type { CallEnding } from '#core/call/effects.ts'
import type { Clock } from '../clock.ts'
import type { Logger } from '../logger.ts'
import type { CarriedCall } from './carried-call.ts'
import { createExporter } from './trace-exporter.ts'
import type { CallTrace, Tracing } from './trace.ts'
import { within } from './within.ts'

/**
 * A span for each stream of a call and one for each turn in it. All streams of a
 * call share one trace, whichever relays carried them: its id is made from the
 * call's. Attributes say who and how long; never a number, never a word.
 */
export function createTracing(options: {
  endpoint: string
  relayId: string
  clock: Clock
  logger: Logger
}): Tracing {
  const random = new RandomIdGenerator()
  let traceId = ''
  const provider = new TracerProvider({
    resource: resourceFromAttributes({
      'service.name': 'switchboard-relay',
      'service.instance.id': options.relayId,
    }),
    idGenerator: {
      generateTraceId: () => traceId,
      generateSpanId: () => random.generateSpanId(),
    },
    spanProcessors: [
      new BatchSpanProcessor({
        exporter: createExporter(options.endpoint, options.logger),
        // Spans become JSON on the thread that carries audio: in small helpings.
        maxExportBatchSize: 64,
        scheduledDelayMillis: 1_000,
        maxQueueSize: 2_048,
      }),
    ],
  })
  const tracer = provider.getTracer('switchboard')
  return {
    forCall(call) {
      traceId = traceIdOf(call.callId)
      return traceCall(tracer, call, options.clock)
    },
    async close() {
      // What could not be sent is lost, and has been logged.
      const flushed = provider.shutdown().catch(() => undefined)
      await within(flushed, farewellMs)
    },
  }
}

const farewellMs = 2_000

function traceIdOf(callId: string): string {
  return createHash('sha256').update(callId).digest('hex').slice(0, 32)
}

function traceCall(tracer: Tracer, call: CarriedCall, clock: Clock): CallTrace {
  const startMs = clock.now()
  const span = tracer.startSpan(
    'call',
    {
      startTime: new Date(startMs),
      attributes: {
        'switchboard.call.id': call.callId,
        'switchboard.call.direction': call.direction,
        'switchboard.stream.number': call.streamNumber,
        'gen_ai.request.model': call.config.model,
      },
    },
    ROOT_CONTEXT,
  )
  return {
    recovery(kind, outcome, ms) {
      span.addEvent(
        'recovery',
        { kind, outcome, duration_ms: Math.round(ms) },
        new Date(clock.now()),
      )
    },
    turn: (turn) => traceTurn(tracer, span, turn, startMs - call.offsetMs),
    ended(ending) {
      describeEnd(span, ending)
      span.end(new Date(clock.now()))
    },
  }
}

function describeEnd(span: Span, ending: CallEnding | null): void {
  span.setAttribute('switchboard.call.let_go', ending === null)
  if (ending === null) return
  span.setAttribute('switchboard.call.end_reason', ending.reason)
  span.setAttribute('switchboard.call.ended_by', ending.by)
  // The reason says enough; the vendor's message may quote what was said.
  if (ending.error !== undefined) span.setStatus({ code: SpanStatusCode.ERROR })
}

/** `originMs`: the wall clock at the call's 0 ms. */
function traceTurn(tracer: Tracer, call: Span, turn: Turn, originMs: number): void {
  const startMs = originMs + turn.atMs
  const moments = {
    noticed: turn.noticedMs,
    first_delta: turn.firstDeltaMs,
    first_frame: turn.firstFrameMs,
    first_heard: turn.firstHeardMs,
  }
  const span = tracer.startSpan(
    'turn',
    {
      startTime: new Date(startMs),
      attributes: {
        'switchboard.turn.number': turn.number,
        'switchboard.turn.cause': turn.cause,
        'switchboard.turn.interrupted': turn.interrupted,
        'gen_ai.usage.input_tokens': turn.inputTokens,
        'gen_ai.usage.output_tokens': turn.outputTokens,
      },
    },
    trace.setSpan(ROOT_CONTEXT, call),
  )
  let lastMs = 0
  for (const [name, ms] of Object.entries(moments)) {
    if (ms === null) continue
    span.addEvent(name, undefined, new Date(startMs + ms))
    lastMs = Math.max(lastMs, ms)
  }
  span.end(new Date(startMs + lastMs))
}
