import type { Clock } from '../clock.ts'
import type { Config } from '../config.ts'
import type { Logger } from '../logger.ts'
import type { Tracing } from './trace.ts'

/**
 * Tracing by OpenTelemetry, where OTEL_EXPORTER_OTLP_ENDPOINT names a collector.
 * Null without one: then its code is not even loaded.
 */
export async function openTracing(
  config: Pick<Config, 'OTEL_EXPORTER_OTLP_ENDPOINT'>,
  parts: { relayId: string; clock: Clock; logger: Logger },
): Promise<Tracing | null> {
  const endpoint = config.OTEL_EXPORTER_OTLP_ENDPOINT
  if (endpoint === undefined) return null
  const { createTracing } = await import('./trace-spans.ts')
  return createTracing({ endpoint, ...parts })
}
