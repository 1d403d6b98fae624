/** What was measured, in ms, and the longest that was promised. */
export type Row = {
  name: string
  count: number
  figures: readonly number[]
  msMax: number
  isMissed: boolean
}

/** One line of a table for people. */
export function renderRow({ name, count, figures, msMax, isMissed }: Row): string {
  return [
    name.padEnd(44),
    `${count}`.padStart(5),
    ...figures.map((ms) => ms.toFixed(1).padStart(9)),
    `of ${msMax}${isMissed ? '  MISSED' : ''}`,
  ].join(' ')
}
