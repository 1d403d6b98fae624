import { expect, test } from 'vitest'
import { transcriptionSchema } from '#contracts/agent.ts'
import { transcriptionLanguages } from './languages.ts'

test('Japanese is among the languages, in its own name too', () => {
  expect(transcriptionLanguages()).toContainEqual({
    code: 'ja',
    name: 'Japanese',
    ownName: '日本語',
  })
})

test('every language has a code the contract accepts, a name, and stands once', () => {
  const languages = transcriptionLanguages()
  for (const { code, name } of languages) {
    expect(transcriptionSchema.shape.language.safeParse(code).success).toBe(true)
    expect(name).not.toBe(code)
  }
  expect(new Set(languages.map(({ name }) => name)).size).toBe(languages.length)
})
