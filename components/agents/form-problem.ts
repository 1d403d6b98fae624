/** What zod found wrong, as far as the words need it. */
type Issue = {
  code: string
  message?: string | undefined
  input?: unknown
  expected?: unknown
  minimum?: unknown
  maximum?: unknown
  path?: readonly PropertyKey[] | undefined
}

/**
 * A number field's problem in the operator's words. Undefined where the
 * contract's own message already is in plain words.
 */
export function describeFormProblem(issue: Issue): string | undefined {
  if (issue.code === 'invalid_type' && Number.isNaN(issue.input)) return 'Enter a number.'
  if (issue.code === 'invalid_type' && issue.expected === 'int') return 'Enter a whole number.'
  if (typeof issue.input !== 'number') return undefined
  if (issue.code === 'too_small') return `The least is ${figure(issue.minimum)}.`
  if (issue.code === 'too_big') return `The most is ${figure(issue.maximum)}.`
  return undefined
}

function figure(limit: unknown): string {
  return typeof limit === 'number' ? limit.toLocaleString('en-GB') : String(limit)
}
