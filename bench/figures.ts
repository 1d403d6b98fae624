/** What is shown of the results, row by row, and what each figure is held to. */
import type { Sample } from './compare.ts'
import type { Limit } from './limit.ts'
import { medianOf, medianRatio, type Results } from './results.ts'

export type Figure = {
  name: string
  unit: string
  /** NaN: not measured. */
  relay: number
  passThrough: number
  ratio: number
  target: Target | null
}

/** At most `atMost`, of the ratio or of the relay's own figure. */
export type Target = { of: 'ratio' | 'relay'; atMost: number }

export type Verdict = 'met' | 'missed' | 'not measured' | ''

export function verdictOf({ target, ratio, relay }: Figure): Verdict {
  if (target === null) return ''
  const value = target.of === 'ratio' ? ratio : relay
  if (Number.isNaN(value)) return 'not measured'
  return value <= target.atMost ? 'met' : 'missed'
}

/** Every figure of a run, in the order of the table. */
export function figuresOf(results: Results): Figure[] {
  return [
    ...latencyFigures(results),
    ...costFigures(results),
    ...openingFigures(results),
    ...bargeInFigures(results),
    ...crowdFigures(results),
  ]
}

function latencyFigures({ pairs }: Results): Figure[] {
  const directions = [
    ['phone to model', (of: Sample) => of.load.toModel.latencyMs],
    ['model to phone', (of: Sample) => of.load.toPhone.latencyMs],
  ] as const
  return directions.flatMap(([direction, read]) => [
    compared(pairs, `${direction}, p50`, 'ms', (of) => read(of).p50, 1.2),
    compared(pairs, `${direction}, p99`, 'ms', (of) => read(of).p99, 1.5),
    compared(pairs, `${direction}, max`, 'ms', (of) => read(of).max, null),
  ])
}

function costFigures({ pairs, largePieces }: Results): Figure[] {
  const large = largePieces === null ? [] : [largePieces]
  const cpu = (of: Sample) => of.load.cpuPerCall
  const memory = compared(pairs, 'memory per call', 'KB', (of) => of.load.memoryPerCallKb, null)
  return [
    compared(pairs, 'CPU per call', '% core', cpu, 1.25),
    compared(large, 'CPU per call, pieces of 200 ms', '% core', cpu, null),
    { ...memory, target: { of: 'relay', atMost: 300 } },
  ]
}

function openingFigures({ pairs }: Results): Figure[] {
  const opening = compared(
    pairs,
    'start to session.update',
    'ms',
    (of) => of.opening.both.p50,
    null,
  )
  return [
    { ...opening, target: { of: 'relay', atMost: 5 } },
    compared(pairs, '  of it: start to dial', 'ms', (of) => of.opening.toDial.p50, null),
    compared(pairs, '  of it: created to update', 'ms', (of) => of.opening.toUpdate.p50, null),
  ]
}

function bargeInFigures({ accuracy }: Results): Figure[] {
  const alone = (
    name: string,
    relay: number | undefined,
    atMost: number | null,
    unit = 'ms',
  ): Figure => ({
    name,
    unit,
    relay: relay ?? Number.NaN,
    passThrough: Number.NaN,
    ratio: Number.NaN,
    target: atMost === null ? null : { of: 'relay', atMost },
  })
  const scenarios = [
    ['one item in real time', 'paced'],
    ['an answer in one burst', 'burst'],
    ['two answers queued', 'queued'],
  ] as const
  const uncleared = accuracy ? (accuracy.uncleared / accuracy.interruptions) * 100 : undefined
  return [
    alone('speech_started to clear, p50', accuracy?.clearMs.p50, 1),
    alone('speech_started to clear, p99', accuracy?.clearMs.p99, null),
    alone('interruptions without a clear', uncleared, unclearedAtMost, '%'),
    ...scenarios.flatMap(([name, key]) => [
      alone(`audio_end_ms off, ${name}, median`, accuracy?.medianErrorMs[key], 25),
      alone(`audio_end_ms off, ${name}, worst`, accuracy?.worstErrorMs[key], 60),
    ]),
  ]
}

/** In real time the caller may have heard all there is at the very moment; then there is nothing to clear. */
const unclearedAtMost = 2

const crowdCalls = 400

function crowdFigures({ limits }: Results): Figure[] {
  const at = (limit: Limit | undefined, direction: 'toModel' | 'toPhone') => {
    const load = limit?.loads.find(({ calls }) => calls === crowdCalls)
    if (load) return load[direction].latencyMs.p99
    // It was no longer prompt with fewer calls already, or took no more.
    const isBeyond = limit?.because === 'latency' || limit?.because === 'refusal'
    return isBeyond ? Number.POSITIVE_INFINITY : Number.NaN
  }
  const row = (name: string, unit: string, read: (limit: Limit | undefined) => number): Figure => {
    const [relay, passThrough] = [read(limits?.relay), read(limits?.passThrough)]
    return { name, unit, relay, passThrough, ratio: relay / passThrough, target: null }
  }
  const target = { of: 'relay', atMost: 5 } as const
  return [
    { ...row('phone to model, p99, 400 calls', 'ms', (limit) => at(limit, 'toModel')), target },
    { ...row('model to phone, p99, 400 calls', 'ms', (limit) => at(limit, 'toPhone')), target },
    row('calls a core carries, p99 within 20 ms', 'calls', (limit) => limit?.calls ?? Number.NaN),
  ]
}

function compared(
  pairs: Results['pairs'],
  name: string,
  unit: string,
  read: (of: Sample) => number,
  ratioAtMost: number | null,
): Figure {
  return {
    name,
    unit,
    relay: medianOf(pairs, 'relay', read),
    passThrough: medianOf(pairs, 'passThrough', read),
    ratio: medianRatio(pairs, read),
    target: ratioAtMost === null ? null : { of: 'ratio', atMost: ratioAtMost },
  }
}
