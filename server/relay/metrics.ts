import { Registry } from 'prom-client'
import { audioDirections } from './call-watch.ts'
import { createCallMeters, metricPrefix, type CallMeters } from './metrics-calls.ts'
import { registerGauges, type MetricSources } from './metrics-gauges.ts'

/** One process's meters, apart from those of any other. */
export type RelayMetrics = {
  calls: CallMeters
  read(): Promise<Meters>
  close(): void
}

/** Every meter of a process as it stands; plain data, so that another process can join it with its own. */
export type Meters = readonly Meter[]

export type Meter = {
  name: string
  help: string
  /** `counter`, `gauge` or `histogram`. */
  type: unknown
  /** How the values of several processes become one. */
  aggregator: string
  values: readonly { value: number; labels: object; metricName?: string }[]
}

export function createRelayMetrics(sources: MetricSources): RelayMetrics {
  const registry = new Registry()
  const calls = createCallMeters(registry)
  const close = registerGauges(registry, sources)
  return {
    calls,
    read: async () => [...(await registry.getMetricsAsJSON()), latencyMeter(calls)],
    close,
  }
}

function latencyMeter(calls: CallMeters): Meter {
  const name = `${metricPrefix}added_latency_seconds`
  return {
    name,
    help: 'From the arrival of a frame to its hand-over to the other socket',
    type: 'histogram',
    aggregator: 'sum',
    values: audioDirections.flatMap((direction) =>
      calls.latency[direction].samples(name, { direction }),
    ),
  }
}
