import { monitorEventLoopDelay } from 'node:perf_hooks'
import { Counter, Gauge, type Registry } from 'prom-client'
import type { JournalState } from './journal.ts'
import { metricPrefix } from './metrics-calls.ts'

/** What is looked at only when somebody asks. */
export type MetricSources = {
  /** The calls that are up, and the bytes that wait for each of their sockets. */
  calls: () => readonly { bufferedBytes(): { toModel: number; toPhone: number } }[]
  /** The sockets of consoles that are connected. */
  consoles: () => readonly { bufferedAmount: number }[]
  /** What of the calls' writes has not reached the database. */
  journal: () => Omit<JournalState, 'calls'>
}

type Read = () => number

/** What several processes together have of something, where that is not the sum. */
type Joined = 'sum' | 'max' | 'min'

/**
 * Registers what is read at the moment of a scrape. Answers how to stop what
 * measures in between.
 */
export function registerGauges(registry: Registry, sources: MetricSources): () => void {
  const gauge = gaugesOf(registry)
  const oldestSeconds = () => sources.journal().oldestMs / 1_000
  gauge('calls_live', 'Calls on the air', () => sources.calls().length)
  gauge('feed_consoles', 'Consoles connected', () => sources.consoles().length)
  gauge('journal_entries', 'Writes not yet in the database', () => sources.journal().entries)
  gauge('journal_bytes', 'Their size', () => sources.journal().bytes)
  gauge('journal_oldest_seconds', 'Age of the oldest', oldestSeconds, 'max')
  gauge('journal_full', '1: at its limit', () => Number(sources.journal().full), 'max')
  registerBuffers(registry, sources)
  registerProcess(registry)
  return registerLoopDelay(registry)
}

function gaugesOf(registry: Registry) {
  return (name: string, help: string, read: Read, aggregator: Joined = 'sum') =>
    new Gauge({
      name: metricPrefix + name,
      help,
      aggregator,
      registers: [registry],
      collect() {
        this.set(read())
      },
    })
}

function registerBuffers(registry: Registry, sources: MetricSources): void {
  const waiting = () => {
    const calls = sources.calls().map((call) => call.bufferedBytes())
    return {
      phone: calls.map((bytes) => bytes.toPhone),
      model: calls.map((bytes) => bytes.toModel),
      feed: sources.consoles().map((socket) => socket.bufferedAmount),
    }
  }
  const register = (
    name: string,
    help: string,
    aggregator: Joined,
    join: (bytes: number[]) => number,
  ) =>
    new Gauge({
      name: metricPrefix + name,
      help,
      aggregator,
      labelNames: ['socket'],
      registers: [registry],
      collect() {
        for (const [socket, bytes] of Object.entries(waiting())) this.set({ socket }, join(bytes))
      },
    })
  register(
    'buffered_bytes',
    'Bytes waiting for slow peers, all sockets of a kind',
    'sum',
    (bytes) => bytes.reduce((sum, one) => sum + one, 0),
  )
  register('buffered_bytes_max', 'Bytes waiting for the slowest peer of a kind', 'max', (bytes) =>
    bytes.reduce((most, one) => Math.max(most, one), 0),
  )
}

/** The monitor's timer rings every so many ms; what it reports beyond that is delay. */
const loopResolutionMs = 10

function registerLoopDelay(registry: Registry): () => void {
  const delay = monitorEventLoopDelay({ resolution: loopResolutionMs })
  delay.enable()
  const seconds = (ns: number) => Math.max(0, ns / 1e6 - loopResolutionMs) / 1_000
  const gauge = new Gauge({
    name: `${metricPrefix}event_loop_delay_seconds`,
    help: 'How late the event loop was since the last scrape',
    labelNames: ['stat'],
    aggregator: 'max',
    registers: [],
    collect() {
      const none = delay.count === 0
      this.set({ stat: 'p50' }, none ? 0 : seconds(delay.percentile(50)))
      this.set({ stat: 'p99' }, none ? 0 : seconds(delay.percentile(99)))
      this.set({ stat: 'max' }, none ? 0 : seconds(delay.max))
      delay.reset()
    },
  })
  registry.registerMetric(gauge)
  return () => void delay.disable()
}

/** Under the names that dashboards for Node processes expect. */
function registerProcess(registry: Registry): void {
  const gauge = (name: string, help: string, read: Read, aggregator: Joined = 'sum') =>
    new Gauge({
      name,
      help,
      aggregator,
      registers: [registry],
      collect() {
        this.set(read())
      },
    })
  gauge('process_resident_memory_bytes', 'Memory', () => process.memoryUsage.rss())
  gauge('nodejs_heap_size_used_bytes', 'JavaScript heap', () => process.memoryUsage().heapUsed)
  gauge('nodejs_external_memory_bytes', 'Buffers', () => process.memoryUsage().external)
  gauge('process_start_time_seconds', 'Since the epoch', startedAtSeconds, 'min')
  const cpu = new Counter({
    name: 'process_cpu_seconds_total',
    help: 'Processor time, all threads',
    registers: [],
    collect() {
      const { user, system } = process.cpuUsage()
      this.reset()
      this.inc((user + system) / 1e6)
    },
  })
  registry.registerMetric(cpu)
}

function startedAtSeconds(): number {
  return performance.timeOrigin / 1_000
}
