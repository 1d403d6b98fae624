/**
 * Whether all text in a parsed value, names included, is text that Postgres
 * keeps: no NUL, and no half of a surrogate pair (which `jsonb` refuses).
 */
export function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0')
  if (typeof value !== 'object' || value === null) return true
  return Object.entries(value).every(([name, inner]) => isStorable(name) && isStorable(inner))
}
