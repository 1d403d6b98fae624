/**
 * How long the relay holds a frame, and what a call costs: N calls at once, both
 * directions, in real time. Phones and models run in this very process, so the
 * figures are an upper bound.
 *
 *   node bench/relay-load.ts [calls=50] [seconds=10]
 */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { createStores } from '#server/storage/create-stores.ts'
import { openDatabase } from '#server/storage/database.ts'
import { testDatabase } from '#tests/fixtures/database.ts'
import { relayUnderTest } from '#tests/fixtures/relay-under-test.ts'

const callCount = Number(process.argv[2] ?? 50)
const seconds = Number(process.argv[3] ?? 10)
const frameMs = 20

await using server = await testDatabase()
await using database = openDatabase(server.url)
await using under = await relayUnderTest(createStores(database))

const calls: Awaited<ReturnType<typeof under.liveCall>>[] = []
for (let i = 0; i < callCount; i += 1) calls.push(await under.liveCall())
console.log(`${calls.length} calls live; measuring for ${seconds} s`)

const toModelMs: number[] = []
const toPhoneMs: number[] = []
const sentAt = new Map<string, number>()

for (const call of calls) {
  call.session.inbox.push = (event) => {
    if (event.type !== 'input_audio_buffer.append') return
    record(toModelMs, `in:${String(event['audio'])}`)
    answer(call, String(event['audio']))
  }
  call.phone.inbox.push = (message) => {
    if (message.event === 'media') record(toPhoneMs, `out:${message.media?.payload}`)
    else if (message.event === 'mark' && message.mark) call.phone.mark(message.mark.name)
  }
}

const delay = monitorEventLoopDelay({ resolution: 1 })
delay.enable()
const cpuBefore = process.cpuUsage()
const startedAt = performance.now()
let frames = 0
await new Promise<void>((resolve) => {
  const timer = setInterval(() => {
    const due = Math.floor((performance.now() - startedAt) / frameMs)
    for (; frames < due; frames += 1) for (const [line, call] of calls.entries()) speak(call, line)
    if (performance.now() - startedAt < seconds * 1_000) return
    clearInterval(timer)
    resolve()
  }, frameMs)
})
delay.disable()
const cpu = process.cpuUsage(cpuBefore)
const cpuShare = (cpu.user + cpu.system) / 1_000 / (performance.now() - startedAt)

console.log(`phone to model: ${percentiles(toModelMs)}`)
console.log(`model to phone: ${percentiles(toPhoneMs)}`)
console.log(`event loop delay p99: ${(delay.percentile(99) / 1e6).toFixed(1)} ms`)
console.log(`cpu, peers included: ${(cpuShare * 100).toFixed(0)} % of one core`)
console.log(`memory: ${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MiB`)
for (const call of calls) call.phone.stop()

type BenchCall = (typeof calls)[number]

function speak(call: BenchCall, line: number): void {
  const bytes = Buffer.alloc(160, 0x55)
  bytes.writeUInt32BE(frames, 0)
  bytes.writeUInt32BE(line, 4)
  const payload = bytes.toString('base64')
  sentAt.set(`in:${payload}`, performance.now())
  call.phone.media(frames * frameMs, payload)
}

function answer(call: BenchCall, payload: string): void {
  sentAt.set(`out:${payload}`, performance.now())
  const ids = { response_id: 'resp_1', item_id: 'item_1' }
  call.session.say({ type: 'response.output_audio.delta', ...ids, delta: payload })
}

function record(into: number[], key: string): void {
  const at = sentAt.get(key)
  if (at === undefined) return
  into.push(performance.now() - at)
  sentAt.delete(key)
}

function percentiles(samples: number[]): string {
  const sorted = samples.toSorted((a, b) => a - b)
  const at = (share: number) => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(2)
  return `${sorted.length} frames, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, max ${at(0.9999)} ms`
}
