import { Counter, Histogram, type Registry } from 'prom-client'
import { endReasonSchema, type Direction, type EndReason } from '#contracts/call.ts'
import type { Turn } from '#contracts/turn.ts'
import {
  audioDirections,
  errorKinds,
  recoveryKinds,
  recoveryOutcomes,
  type CallWatch,
} from './call-watch.ts'
import { createLatencyHistogram, type LatencyHistogram } from './metrics-latency.ts'

/** What is counted as calls go on, for all calls of a relay together. */
export type CallMeters = Omit<CallWatch, 'ended' | 'handled'> & {
  latency: Record<'toModel' | 'toPhone', LatencyHistogram>
  /** `streamNumber` 0: a new call; above: one that another stream carried before. */
  begun(direction: Direction, streamNumber: number): void
  /** Null: let go, so that another stream may carry the call on. */
  ended(reason: EndReason | null): void
}

/**
 * Registers the meters of calls. Every label value is one of a closed set, and
 * every series stands at zero from the start, so that a first event shows as a rise.
 */
export function createCallMeters(registry: Registry): CallMeters {
  const counter = countersOf(registry)
  const begun = counter('calls_begun_total', 'Calls whose first stream began here', {
    direction: ['inbound', 'outbound'],
  })
  const ended = counter('calls_ended_total', 'Calls that ended here, by end reason', {
    reason: endReasonSchema.options,
  })
  const letGo = counter('calls_let_go_total', 'Streams given up so that another goes on', {})
  const reconnects = counter('reconnects_total', 'Connections replaced in the middle of a call', {
    kind: recoveryKinds,
    outcome: recoveryOutcomes,
  })
  const dropped = counter('dropped_bytes_total', 'Audio thrown away, 8,000 bytes a second', {
    direction: audioDirections,
  })
  const errors = counter('errors_total', 'What went wrong, by kind', { kind: errorKinds })
  const recovery = new Histogram({
    name: `${metricPrefix}recovery_seconds`,
    help: 'From the loss of a model session until another had taken over',
    buckets: [0.1, 0.25, 0.5, 1, 2, 5, 10, 30],
    registers: [registry],
  })
  return {
    latency: { toModel: createLatencyHistogram(), toPhone: createLatencyHistogram() },
    turn: turnMeter(registry),
    begun(direction, streamNumber) {
      if (streamNumber === 0) begun.inc({ direction })
    },
    ended(reason) {
      if (reason === null) letGo.inc()
      else ended.inc({ reason })
    },
    dropped: (direction, bytes) => dropped.inc({ direction }, bytes),
    recovery(kind, outcome, ms) {
      reconnects.inc({ kind, outcome })
      if (kind === 'model' && outcome === 'recovered') recovery.observe(ms / 1_000)
    },
    error: (kind) => errors.inc({ kind }),
  }
}

export const metricPrefix = 'switchboard_'

type LabelValues = Record<string, readonly string[]>

/** Makes counters whose series all exist from the start: each label with its closed set of values. */
function countersOf(registry: Registry) {
  return function counter(name: string, help: string, values: LabelValues): Counter {
    const made = new Counter({
      name: metricPrefix + name,
      help,
      labelNames: Object.keys(values),
      registers: [registry],
    })
    for (const labels of combinations(values)) made.inc(labels, 0)
    return made
  }
}

function combinations(values: LabelValues): Record<string, string>[] {
  return Object.entries(values).reduce<Record<string, string>[]>(
    (all, [label, options]) =>
      all.flatMap((labels) => options.map((option) => ({ ...labels, [label]: option }))),
    [{}],
  )
}

const turnParts = ['noticed', 'firstDelta', 'firstFrame', 'firstHeard'] as const
const turnCauses = ['caller', 'request'] as const

function turnMeter(registry: Registry): (turn: Turn) => void {
  const counter = countersOf(registry)
  const seconds = new Histogram({
    name: `${metricPrefix}turn_seconds`,
    help: 'From the end of the caller’s words, or the request, to each part of an agent’s turn',
    labelNames: ['cause', 'part'],
    buckets: [0.1, 0.2, 0.3, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10],
    registers: [registry],
  })
  for (const labels of combinations({ cause: turnCauses, part: turnParts })) seconds.zero(labels)
  const turns = counter('turns_total', 'Turns of agents', {
    cause: turnCauses,
    interrupted: ['true', 'false'],
  })
  const tokens = counter('turn_tokens_total', 'Tokens of those turns', {
    flow: ['input', 'output'],
  })
  return (turn) => {
    const { cause } = turn
    turns.inc({ cause, interrupted: String(turn.interrupted) })
    tokens.inc({ flow: 'input' }, turn.inputTokens)
    tokens.inc({ flow: 'output' }, turn.outputTokens)
    for (const part of turnParts) {
      const ms = turn[`${part}Ms`]
      if (ms !== null) seconds.observe({ cause, part }, ms / 1_000)
    }
  }
}
