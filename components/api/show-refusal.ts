import type { FieldPath, FieldValues, UseFormSetError } from 'react-hook-form'
import { ProblemError, problemOf } from './problem-error.ts'

/**
 * Puts a refusal where it belongs: beside the field that the server names, if it
 * is one of `fields`, else over the whole form.
 */
export function showRefusal<Form extends FieldValues>(
  error: unknown,
  setError: UseFormSetError<Form>,
  fields: readonly FieldPath<Form>[],
): void {
  const problem = problemOf(error)
  const named = (problem.errors ?? []).flatMap(({ path, message }) => {
    const field = fields.find((known) => known === path)
    return field === undefined ? [] : [{ field, message }]
  })
  for (const { field, message } of named) setError(field, { message })
  if (named.length > 0) return
  const quote = problem.requestId === undefined ? '' : ` Request ${problem.requestId}.`
  const known = error instanceof ProblemError && error.code !== 'internal'
  setError('root', { message: `${problem.title}. ${problem.detail}${known ? '' : quote}` })
}
