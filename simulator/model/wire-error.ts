import { unreachable } from '#core/unreachable.ts'
import type { z } from 'zod'

/** The `error` of an error event, without the id of the client's event. */
export type WireError = {
  type: 'invalid_request_error' | 'server_error'
  code: string
  message: string
  param: string | null
}

/** An error of the client's making. */
export function refusal(code: string, message: string, param: string | null = null): WireError {
  return { type: 'invalid_request_error', code, message, param }
}

/** The first finding of a schema in the service's words: which parameter, and what is wrong with it. */
export function wireErrorOf(error: z.ZodError): WireError {
  const issue = error.issues[0]
  if (!issue) return refusal('invalid_value', 'Invalid event.')
  return describe(innermost(issue), pathOf(issue.path))
}

type Issue = z.core.$ZodIssue

/** Inside a union the issue of the member that fits best says more than "no member fits". */
function innermost(issue: Issue): Issue {
  if (issue.code !== 'invalid_union') return issue
  const deeper = issue.errors
    .flat()
    .filter((inner) => inner.path.length > 0 || inner.code === 'unrecognized_keys')
  const [first] = deeper.toSorted((a, b) => b.path.length - a.path.length)
  return first ? { ...first, path: [...issue.path, ...first.path] } : issue
}

function describe(issue: Issue, outerParam: string): WireError {
  const param = pathOf(issue.path) || outerParam
  switch (issue.code) {
    case 'unrecognized_keys': {
      const key = pathOf([...issue.path, ...issue.keys.slice(0, 1)])
      return refusal('unknown_parameter', `Unknown parameter: '${key}'.`, key)
    }
    case 'invalid_type':
      return invalidType(issue, param)
    case 'invalid_union':
      return invalidUnion(issue, param)
    case 'invalid_value':
      return invalidValue(issue.input, issue.values.map(String), param)
    case 'too_big':
    case 'too_small':
      return outOfRange(issue, param)
    case 'invalid_format':
    case 'not_multiple_of':
    case 'invalid_key':
    case 'invalid_element':
    case 'custom':
      return refusal('invalid_value', `Invalid '${param}': ${issue.message}`, param)
    default:
      return unreachable(issue)
  }
}

function invalidType(issue: Extract<Issue, { code: 'invalid_type' }>, param: string): WireError {
  if (issue.input === undefined) return missing(param)
  const message = `Invalid type for '${param}': expected ${issue.expected}, but got ${nameOf(issue.input)} instead.`
  return refusal('invalid_type', message, param)
}

function invalidUnion(issue: Extract<Issue, { code: 'invalid_union' }>, param: string): WireError {
  if (issue.input === undefined) return missing(param)
  if (issue.discriminator !== undefined) {
    return wrongDiscriminator(issue.input, issue.discriminator, param)
  }
  return invalidValue(issue.input, [], param)
}

function wrongDiscriminator(input: unknown, name: string, param: string): WireError {
  const path = param.endsWith(name) ? param : pathOf([...(param ? [param] : []), name])
  const value: unknown = isRecord(input) ? input[name] : input
  return value === undefined ? missing(path) : invalidValue(value, [], path)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function missing(param: string): WireError {
  const message = `Missing required parameter: '${param}'.`
  return refusal('missing_required_parameter', message, param)
}

function invalidValue(input: unknown, supported: string[], param: string): WireError {
  if (input === undefined) return missing(param)
  const hint =
    supported.length > 0
      ? ` Supported values are: ${supported.map((value) => `'${value}'`).join(', ')}.`
      : ''
  const shown = typeof input === 'string' ? `'${input}'` : JSON.stringify(input)
  return refusal('invalid_value', `Invalid value for '${param}': ${shown}.${hint}`, param)
}

function outOfRange(
  issue: Extract<Issue, { code: 'too_big' | 'too_small' }>,
  param: string,
): WireError {
  const limit = issue.code === 'too_big' ? `at most ${issue.maximum}` : `at least ${issue.minimum}`
  return refusal(
    'invalid_value',
    `Invalid '${param}': expected ${issue.origin} of ${limit}.`,
    param,
  )
}

function nameOf(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}

/** `session.tools[0].name` */
function pathOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`
    return text === '' ? String(key) : `${text}.${String(key)}`
  }, '')
}
