import { Registry } from 'prom-client'
import { audioDirections } from './call-watch.ts'
import { createCallMeters, metricPrefix, type CallMeters } from './metrics-calls.ts'
import { registerGauges, type MetricSources } from './metrics-gauges.ts'

/** One relay's meters, apart from those of any other in the process. */
export type RelayMetrics = {
  calls: CallMeters
  contentType: string
  /** Everything in Prometheus' text format. */
  text(): Promise<string>
  close(): void
}

export function createRelayMetrics(sources: MetricSources): RelayMetrics {
  const registry = new Registry()
  const calls = createCallMeters(registry)
  const close = registerGauges(registry, sources)
  return {
    calls,
    contentType: Registry.PROMETHEUS_CONTENT_TYPE,
    async text() {
      return `${await registry.metrics()}\n${latencyText(calls)}\n`
    },
    close,
  }
}

function latencyText(calls: CallMeters): string {
  const name = `${metricPrefix}added_latency_seconds`
  const samples = audioDirections.flatMap((direction) =>
    calls.latency[direction].samples(name, `direction="${direction}"`),
  )
  const help = 'From the arrival of a frame to its hand-over to the other socket'
  return [`# HELP ${name} ${help}`, `# TYPE ${name} histogram`, ...samples].join('\n')
}
