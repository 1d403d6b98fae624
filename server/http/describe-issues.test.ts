import { expect, test } from 'vitest'
import { z } from 'zod'
import { describeIssues } from './describe-issues.ts'

function messagesFor(schema: z.ZodType, value: unknown): Record<string, string> {
  const read = schema.safeParse(value, { reportInput: true })
  const described = describeIssues(read.error?.issues ?? [])
  return Object.fromEntries(described.map(({ path, message }) => [path, message]))
}

test.each<[string, z.ZodType, unknown, string]>([
  ['a missing field', z.string(), undefined, 'field is missing: expected a string.'],
  ['a wrong type', z.string(), 5, 'field must be a string.'],
  ['a flag', z.boolean(), 'yes', 'field must be true or false.'],
  ['a fraction', z.number().int(), 1.5, 'field must be a whole number.'],
  ['what is no number', z.coerce.number(), 'abc', 'field must be a number.'],
  ['too small a number', z.number().min(1), 0, 'field must be at least 1.'],
  ['too large a number', z.number().max(1.5), 3, 'field must be at most 1.5.'],
  ['an empty text', z.string().min(1), '', 'field must be at least 1 character long.'],
  ['a long text', z.string().max(3), 'four', 'field must be at most 3 characters long.'],
  ['a value not in the list', z.enum(['a', 'b']), 'c', 'field must be one of "a", "b".'],
  [
    'neither of two kinds',
    z.union([z.number().max(9), z.literal('inf')]),
    'many',
    'field must be a number or "inf".',
  ],
  ['our own words', z.string().regex(/^\+/, 'Begin with a plus.'), '1', 'Begin with a plus.'],
])('%s is named with what was expected', (_, schema, value, message) => {
  expect(messagesFor(z.object({ field: schema }), { field: value })).toEqual({ field: message })
})

test('a field is found by its whole path, and an unknown one by its name', () => {
  const schema = z.strictObject({
    lines: z.array(
      z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('say'), text: z.string() }),
        z.object({ kind: z.literal('wait') }),
      ]),
    ),
  })
  const value = { lines: [{ kind: 'say' }, { kind: 'sing' }], title: 1 }
  expect(messagesFor(schema, value)).toEqual({
    'lines[0].text': 'text is missing: expected a string.',
    'lines[1].kind': "kind must be one of 'say', 'wait'.",
    title: 'title is not known here.',
  })
})

test('a body that is nothing is the body itself', () => {
  expect(messagesFor(z.object({}), null)).toEqual({ '': 'The body must be an object.' })
})
