import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import type { SpanExporter } from '@opentelemetry/sdk-trace'
import type { Logger } from '../logger.ts'

/**
 * Sends spans to the collector at `endpoint` (OTLP over HTTP). One that refuses
 * or does not answer costs its spans, and a line in the log a minute.
 */
export function createExporter(endpoint: string, logger: Logger): SpanExporter {
  const exporter = new OTLPTraceExporter({
    url: `${endpoint.replace(/\/+$/, '')}/v1/traces`,
    timeoutMillis: answerMs,
    concurrencyLimit,
  })
  let complainedMs = -Infinity
  const complain = (error: unknown) => {
    if (performance.now() - complainedMs < complainEveryMs) return
    complainedMs = performance.now()
    logger.warn({ err: error }, 'spans could not be handed to the collector')
  }
  return {
    export(spans, settle) {
      exporter.export(spans, (result) => {
        if (result.error !== undefined) complain(result.error)
        settle(result)
      })
    },
    forceFlush: () => exporter.forceFlush(),
    shutdown: () => exporter.shutdown(),
  }
}

const answerMs = 3_000
/** At the end of the process every batch that waits goes out at once. */
const concurrencyLimit = 40
const complainEveryMs = 60_000
