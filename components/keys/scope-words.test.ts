import { expect, test } from 'vitest'
import { scopeSchema } from '#contracts/scope.ts'
import { presetOf, presets, scopeWords, withScope } from './scope-words.ts'

test('every scope says in a sentence what it allows', () => {
  for (const scope of scopeSchema.options) expect(scopeWords[scope]).toMatch(/^[A-Z].*[.]$/)
})

test('a preset is recognised whatever the order, and one scope more or less is none', () => {
  for (const { id, scopes } of presets) expect(presetOf(scopes.toReversed())).toBe(id)
  expect(presetOf(['calls:read'])).toBeNull()
  expect(presetOf([])).toBeNull()
})

test('a scope that is put in or taken out leaves the others, in their usual order', () => {
  expect(withScope(['recordings:read'], 'calls:read', true)).toEqual([
    'calls:read',
    'recordings:read',
  ])
  expect(withScope(['calls:read', 'recordings:read'], 'calls:read', false)).toEqual([
    'recordings:read',
  ])
})
