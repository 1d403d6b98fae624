import type { z } from 'zod'
import type { Problem } from '#contracts/problem.ts'
import { unreachable } from '#core/unreachable.ts'

type Issue = z.core.$ZodIssue

/** What is wrong with each field, and what was expected there, one entry a field. */
export function describeIssues(issues: readonly Issue[]): NonNullable<Problem['errors']> {
  return issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') {
      return [{ path: pathOf(issue.path), message: describe(issue) }]
    }
    return issue.keys.map((key) => ({
      path: pathOf([...issue.path, key]),
      message: `${key} is not known here.`,
    }))
  })
}

/** `config.turnDetection.threshold`, `lines[2].text`; empty for the body itself. */
function pathOf(path: readonly PropertyKey[]): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '')
}

/** A sentence that was written for this very field, in its schema, says it best. */
function describe(issue: Issue): string {
  const field = String(issue.path.at(-1) ?? 'The body')
  if (isMissing(issue)) return `${field} is missing: expected ${expectation(issue)}.`
  if (isOwnSentence(issue)) return issue.message
  return `${field} must be ${expectation(issue)}.`
}

function isMissing(issue: Issue): boolean {
  return issue.input === undefined && issue.message.endsWith('received undefined')
}

function isOwnSentence(issue: Issue): boolean {
  return !/^(?:Invalid|Too (?:big|small))/.test(issue.message)
}

/** What would have been right, to stand after "must be". */
function expectation(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return nouns[issue.expected] ?? issue.expected
    case 'invalid_value':
      return oneOf(issue.values.map((value) => JSON.stringify(value)))
    case 'too_small':
      return bound('at least', issue.origin, issue.minimum)
    case 'too_big':
      return bound('at most', issue.origin, issue.maximum)
    case 'invalid_union':
      return issue.errors.length === 0
        ? oneOf(issue.message.match(/'[^']+'/g) ?? [])
        : [...new Set(issue.errors.flatMap(([first]) => (first ? expectation(first) : [])))].join(
            ' or ',
          )
    case 'not_multiple_of':
      return `a multiple of ${issue.divisor}`
    case 'invalid_format':
    case 'invalid_key':
    case 'invalid_element':
    case 'unrecognized_keys':
    case 'custom':
      return `as follows: ${issue.message}`
    default:
      return unreachable(issue)
  }
}

const nouns: Partial<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
}

function bound(words: string, origin: string, limit: number | bigint): string {
  if (origin !== 'string') return `${words} ${limit}`
  const characters = limit === 1 ? 'character' : 'characters'
  return `${words} ${limit} ${characters} long`
}

function oneOf(values: readonly string[]): string {
  return values.length === 1 ? String(values[0]) : `one of ${values.join(', ')}`
}
