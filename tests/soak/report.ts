import { heardOf } from './audit-truth.ts'
import type { Evidence, Finding } from './evidence.ts'
import type { SoakResult } from './soak.ts'

/** How many calls a failure tells the whole story of; the others are named. */
const STORIES_MAX = 3

/** What a soak saw, in counts, then every finding, then the stories of the first calls that have one. */
export function renderReport({ evidence, findings, databaseName }: SoakResult): string {
  return [
    ...countsOf(evidence, databaseName),
    findings.length === 0 ? 'nothing found' : `${findings.length} findings:`,
    ...findings.map(({ rule, call, what }) => `  [${rule}] call ${call ?? '-'}: ${what}`),
    ...storiesOf(evidence, findings),
  ].join('\n')
}

function countsOf(evidence: Evidence, databaseName: string): string[] {
  const { calls, sessions, kept, faults } = evidence
  const streams = calls.flatMap((call) => call.streams)
  const rows = [...kept.values()]
  const frames = sum(streams.map(({ framesSent }) => framesSent))
  const reasons = tally(rows.map(({ call }) => call.endReason ?? 'none'))
  const notes = rows.flatMap(({ events }) =>
    events.filter(({ source }) => source === 'relay').map(({ type }) => type),
  )
  return [
    `${calls.length} calls (${tally(calls.map(({ direction }) => direction))}) on ${databaseName}, ${streams.length} streams, ${sessions.length} model sessions, ${frames} caller frames`,
    `kept: ${sum(rows.map(({ lines }) => lines.length))} lines, ${sum(rows.map(({ events }) => events.length))} events, ${sum(rows.map(({ usages }) => usages.length))} usage rows`,
    `ends: ${reasons}`,
    `faults: ${tally(faults.map(({ kind }) => kind)) || 'none'}`,
    `relay notes: ${tally(notes) || 'none'}`,
    `heard, beside what was played: ${errorsOf(evidence)}`,
    `the machine was late: ${sum(evidence.lateBeats.map(({ lateMs }) => lateMs))} ms in all`,
    `recovered in: ${recoveriesOf(rows.flatMap(({ events }) => events))}`,
  ]
}

function errorsOf(evidence: Evidence): string {
  const errors = heardOf(evidence).map(({ heardMs, playedMs }) => Math.abs(heardMs - playedMs))
  return `${percentile(errors, 0.5)} ms median, ${percentile(errors, 0.99)} ms p99, of ${errors.length} lines`
}

function recoveriesOf(events: readonly { type: string; data: Record<string, unknown> }[]): string {
  const took = events
    .filter(({ type }) => type === 'recovery.done')
    .map(({ data }) => Number(data['afterMs']))
  if (took.length === 0) return 'none needed'
  return `${percentile(took, 0.5)} ms median, ${percentile(took, 1)} ms worst, of ${took.length}`
}

/** The nearest of the values; 1 is the greatest. */
function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0)
}

function storiesOf(evidence: Evidence, findings: readonly Finding[]): string[] {
  const numbers = [...new Set(findings.flatMap(({ call }) => call ?? []))].slice(0, STORIES_MAX)
  return numbers.flatMap((number) => {
    const call = evidence.calls.find((seen) => seen.number === number)
    if (!call) return []
    const kept = evidence.kept.get(call.callSid)
    const lines = kept?.lines.map(
      ({ position, role, state, text, heardMs }) =>
        `    ${position} ${role} ${state} heard ${heardMs ?? '-'}: ${text}`,
    )
    return [
      ``,
      `the story of call ${number} (${call.callSid}):`,
      ...call.story.map(({ atMs, who, what }) => `  ${seconds(atMs)} ${who}: ${what}`),
      `  in the database:`,
      ...(lines ?? ['    nothing']),
      ...(kept?.events ?? [])
        .filter(({ source }) => source === 'relay' || source === 'operator')
        .map(({ seq, at, type, data }) => `    ${seq} ${at} ${type} ${JSON.stringify(data)}`),
    ]
  })
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(3).padStart(9)} s`
}

function tally(names: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts.entries()]
    .toSorted(([, a], [, b]) => b - a)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ')
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0)
}
