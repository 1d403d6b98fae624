/** The bytes from `start` to `end`, both included, as HTTP counts them. */
export type ByteRange = { start: number; end: number }

/**
 * What a `Range` header asks of something of `size` bytes (RFC 9110, 14.1.2):
 * one range; `null`: all of it, for headers that are absent, malformed, of another
 * unit or of several ranges may be ignored; `unsatisfiable`: answer 416.
 */
export function parseByteRange(
  header: string | undefined,
  size: number,
): ByteRange | 'unsatisfiable' | null {
  const match = /^bytes=[ \t]*(\d*)-(\d*)[ \t]*$/i.exec(header ?? '')
  if (match === null) return null
  const [, first = '', last = ''] = match
  if (first === '') return last === '' ? null : suffix(Number(last), size)
  const start = Number(first)
  const end = last === '' ? size - 1 : Number(last)
  if (last !== '' && end < start) return null
  return start >= size ? 'unsatisfiable' : { start, end: Math.min(end, size - 1) }
}

/** `bytes=-500`: the last 500, or all when there are fewer. */
function suffix(bytes: number, size: number): ByteRange | 'unsatisfiable' {
  if (bytes === 0 || size === 0) return 'unsatisfiable'
  return { start: Math.max(0, size - bytes), end: size - 1 }
}
