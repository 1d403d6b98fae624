import { expect, test } from 'vitest'
import type { Deletion } from '#contracts/keeping.ts'
import { exampleCall } from '#tests/fixtures/example-call.ts'
import { outcomeOf, outcomeWords } from './delete-outcome.ts'

const deletion = (callId: string, state: Deletion['state']) => ({
  kind: 'call' as const,
  callId,
  state,
})

test('[FIND-31] a deletion of several calls says what is gone, what goes on, what is held and what was left out', () => {
  const asked = ['a', 'b', 'c', 'up'].map((id) => exampleCall({ id }))
  const outcome = outcomeOf(asked, {
    deletions: [deletion('a', 'done'), deletion('b', 'pending')],
    held: ['c'],
  })
  expect(outcome).toMatchObject({ gone: 1, pending: 1, held: [{ id: 'c' }], left: 1 })
  expect(outcomeWords(outcome)).toBe(
    '1 call deleted. 1 call not gone yet: the deletion goes on by itself. 1 call kept by a legal hold. 1 call left out: still up, or deleted before.',
  )
  expect(
    outcomeWords(outcomeOf(asked.slice(0, 1), { deletions: [deletion('a', 'done')], held: [] })),
  ).toBe('1 call deleted.')
})
