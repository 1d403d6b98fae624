const UNITS = ['B', 'kB', 'MB', 'GB'] as const

/** A size in bytes, to three digits: `312 B`, `48.2 kB`, `1.20 MB`. */
export function formatBytes(bytes: number): string {
  const power = Math.min(UNITS.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3))
  const value = bytes / 1_000 ** power
  return `${power === 0 ? value : value.toPrecision(3)} ${UNITS[power]}`
}
