import { figuresOf, verdictOf, type Figure } from './figures.ts'
import type { Load } from './load.ts'
import type { Results } from './results.ts'

/** The results for people: one row a figure, then what may have spoilt them. */
export function renderTable(results: Results): string {
  const rows = [
    ['', 'relay', 'bare pipe', 'ratio', 'target', ''],
    ...figuresOf(results).map((figure) => [
      figure.name,
      withUnit(figure.relay, figure.unit),
      withUnit(figure.passThrough, figure.unit),
      number(figure.ratio),
      describeTarget(figure),
      verdictOf(figure),
    ]),
  ]
  const widths = rows[0]?.map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  )
  const lines = rows.map((row) =>
    row
      .map((cell, column) => pad(cell, widths?.[column] ?? 0, column))
      .join('  ')
      .trimEnd(),
  )
  return [...lines, '', ...remarks(results)].join('\n')
}

function pad(cell: string, width: number, column: number): string {
  return column === 0 || column === 5 ? cell.padEnd(width) : cell.padStart(width)
}

function describeTarget({ target, unit }: Figure): string {
  if (target === null) return ''
  return target.of === 'ratio' ? `ratio ${target.atMost}` : `${target.atMost} ${unit}`
}

function withUnit(value: number, unit: string): string {
  const text = number(value)
  return Number.isFinite(value) ? `${text} ${unit}` : text
}

function number(value: number): string {
  if (Number.isNaN(value)) return ''
  if (!Number.isFinite(value)) return 'beyond'
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(2)
}

function remarks(results: Results): string[] {
  const loads = results.pairs.flatMap((pair) => [pair.relay.load, pair.passThrough.load])
  const late = worst(loads, (load) => Math.max(load.toModel.lateMs.p99, load.toPhone.lateMs.p99))
  const elsewhere = worst(loads, (load) => load.elsewhereShare)
  const relayLoads = results.pairs.map((pair) => pair.relay.load)
  const lost = worst(relayLoads, (load) =>
    Math.max(
      1 - load.toModel.received / load.toPhone.sent,
      1 - load.toPhone.received / load.toModel.sent,
    ),
  )
  const { limits } = results
  return [
    `${results.calls} calls, ${results.pairs.length} pairs of ${results.seconds} s, ${results.cores} cores, Node ${results.node}, commit ${results.commit}${results.changed ? ' with changes' : ''}.`,
    `Frames short at the other end: at most ${(Math.max(0, lost) * 100).toFixed(2)} %. The load itself was sent late by at most ${late.toFixed(1)} ms (p99).`,
    `Other programs took up to ${(elsewhere * 100).toFixed(0)} % of the machine${elsewhere > 0.1 ? ': trust ratios, not milliseconds' : ''}.`,
    ...(limits === null
      ? []
      : [
          `The search for the limit ended by ${limits.relay.because} (relay) and ${limits.passThrough.because} (bare pipe).`,
        ]),
  ]
}

function worst(loads: readonly Load[], read: (load: Load) => number): number {
  return Math.max(0, ...loads.map(read))
}
