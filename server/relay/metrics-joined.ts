import { AggregatorRegistry, Registry } from 'prom-client'
import type { Meters } from './metrics.ts'

export const metricsContentType = Registry.PROMETHEUS_CONTENT_TYPE

/** The meters of several processes as if they were one's, in Prometheus' text format. */
export function metricsText(processes: readonly Meters[]): Promise<string> {
  return join(processes).metrics()
}

/**
 * What counting has come to in all of `processes`: what must be kept of those
 * that are gone, because a total that falls would count as a restart.
 */
export async function totalsOf(processes: readonly Meters[]): Promise<Meters> {
  const counted = processes.map((meters) => meters.filter(({ type }) => type !== 'gauge'))
  return join(counted).getMetricsAsJSON()
}

function join(processes: readonly Meters[]): Registry {
  return AggregatorRegistry.aggregate([...processes])
}
