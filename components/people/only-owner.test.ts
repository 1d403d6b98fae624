import { expect, test } from 'vitest'
import type { Person } from '#contracts/people.ts'
import { isOnlyOwner } from './only-owner.ts'

const person = (id: string, role: Person['role']): Person => ({
  id,
  name: id,
  email: `${id}@example.com`,
  role,
  twoFactor: false,
  createdAt: '2026-11-21T12:00:00.000Z',
  lastSeenAt: null,
  sessions: 0,
})
const ada = person('ada', 'owner')
const ben = person('ben', 'operator')
const cleo = person('cleo', 'owner')

test('only the one owner that is left must stay', () => {
  expect(isOnlyOwner(ada, [ada, ben])).toBe(true)
  expect(isOnlyOwner(ben, [ada, ben])).toBe(false)
  expect(isOnlyOwner(ada, [ada, ben, cleo])).toBe(false)
})
