import type { z } from 'zod'
import type { Problem } from '#contracts/problem.ts'

type Issue = z.core.$ZodIssue

/** What is wrong with each field, and what was expected there, one entry a field. */
export function describeIssues(issues: readonly Issue[]): NonNullable<Problem['errors']> {
  return issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        path: pathOf([...issue.path, key]),
        message: `${key} is not known here.`,
      }))
    }
    if (issue.code === 'invalid_union') return describeUnion(issue)
    return [{ path: pathOf(issue.path), message: describe(issue) }]
  })
}

/** `config.turnDetection.threshold`, `lines[2].text`; empty for the body itself. */
function pathOf(path: readonly PropertyKey[]): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '')
}

/** Messages that name the field already were written by us, in the schema. */
function describe(issue: Issue): string {
  const field = String(issue.path.at(-1) ?? 'The body')
  if (issue.code === 'invalid_type' && issue.input === undefined && isMissing(issue)) {
    return `${field} is missing: expected ${article(issue.expected)}.`
  }
  if (issue.code === 'invalid_value') {
    return `${field} must be ${oneOf(issue.values)}.`
  }
  if (issue.message.startsWith('Invalid input: ')) {
    return `${field}: ${issue.message.slice('Invalid input: '.length)}.`
  }
  return /^(Too|Invalid)/.test(issue.message)
    ? `${field}: ${lowered(issue.message)}.`
    : issue.message
}

function isMissing(issue: Issue): boolean {
  return issue.message.endsWith('received undefined')
}

function describeUnion(issue: Extract<Issue, { code: 'invalid_union' }>) {
  const path = pathOf(issue.path)
  const field = String(issue.path.at(-1) ?? 'The body')
  const wanted = issue.errors.flatMap((branch) => branch.map((inner) => lowered(inner.message)))
  const expected = [...new Set(wanted)].join(', or ')
  return [
    { path, message: expected === '' ? `${field}: ${issue.message}.` : `${field}: ${expected}.` },
  ]
}

function oneOf(values: readonly unknown[]): string {
  const listed = values.map((value) => JSON.stringify(value))
  return listed.length === 1 ? String(listed[0]) : `one of ${listed.join(', ')}`
}

function article(noun: string): string {
  return /^[aeiou]/.test(noun) ? `an ${noun}` : `a ${noun}`
}

function lowered(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1).replace(/^nvalid input: /, '')
}
