import { CUT, type CleanText } from './clean-text.ts'
import { plainError } from './plain-error.ts'

/**
 * A copy of `value` that may be logged: fields that name a secret or somebody's
 * words are cut, all text is cleaned, at any depth. What is too deep, too wide or
 * too long is left out; what cannot be read says so. Never throws.
 */
export function redact(value: unknown, clean: CleanText): unknown {
  const walk = { clean, left: VALUES_MAX, above: new Set<object>() }
  return copy(value, walk, DEPTH_MAX)
}

const DEPTH_MAX = 8
const VALUES_MAX = 400
const ENTRIES_MAX = 50
const CHARACTERS_MAX = 4_000

type Walk = { clean: CleanText; left: number; above: Set<object> }

function copy(value: unknown, walk: Walk, depth: number): unknown {
  walk.left -= 1
  if (typeof value === 'string') return walk.clean(cutShort(value))
  if (typeof value === 'bigint') return String(value)
  if (typeof value === 'function' || typeof value === 'symbol') return undefined
  if (typeof value !== 'object' || value === null) return value
  if (depth === 0 || walk.left <= 0) return '[left out]'
  if (walk.above.has(value)) return '[circular]'
  walk.above.add(value)
  try {
    return copyObject(value, walk, depth - 1)
  } catch {
    return '[unreadable]'
  } finally {
    walk.above.delete(value)
  }
}

function copyObject(value: object, walk: Walk, depth: number): unknown {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString()
  if (value instanceof URL) return walk.clean(value.href)
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`
  if (Array.isArray(value)) {
    return value.slice(0, ENTRIES_MAX).map((entry) => copy(entry, walk, depth))
  }
  const fields: object = value instanceof Error ? plainError(value) : value
  const copied: Record<string, unknown> = {}
  for (const name of Object.keys(fields).slice(0, ENTRIES_MAX)) {
    const field: unknown = Reflect.get(fields, name)
    copied[walk.clean(name)] = isCut(name, field) ? CUT : copy(field, walk, depth)
  }
  return copied
}

/** A count or a yes is no secret, whatever it is called. */
function isCut(name: string, field: unknown): boolean {
  if (field === null || field === undefined || typeof field === 'boolean') return false
  const plain = name.toLowerCase().replaceAll(/[^a-z]/g, '')
  return cutFields.has(plain) || cutEndings.test(plain)
}

const cutFields: ReadonlySet<string> = new Set(
  (
    'from to caller called callee phone phonenumber email cookie setcookie authorization ' +
    'proxyauthorization otp totp backupcodes text words delta prompt greeting sentence content ' +
    'arguments payload audio body rawbody form input output'
  ).split(' '),
)
const cutEndings = /(?:secret|password|token|ticket|apikey|signature|instructions|transcript)$/

function cutShort(text: string): string {
  return text.length > CHARACTERS_MAX ? `${text.slice(0, CHARACTERS_MAX)} [...]` : text
}
