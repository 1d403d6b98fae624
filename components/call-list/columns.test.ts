import { expect, test } from 'vitest'
import { callColumnSchema } from '#contracts/call-list.ts'
import { callColumns, defaultColumns, inOrder, readColumns, toggleColumn } from './columns.ts'

test('[FIND-27] columns stand in the list’s order, and the number always does', () => {
  expect(inOrder(['recording', 'status'])).toEqual(['status', 'number', 'recording'])
  expect(toggleColumn(['status', 'number'], 'number')).toEqual(['status', 'number'])
  expect(toggleColumn(toggleColumn(['number'], 'tags'), 'tags')).toEqual(['number'])
  expect(callColumns.toSorted()).toEqual(callColumnSchema.options.toSorted())
})

test('[FIND-27] what was kept is a choice of columns, or nothing', () => {
  expect(readColumns(JSON.stringify(defaultColumns))).toEqual(defaultColumns)
  expect([null, '{', '["nonsense"]', '{}'].map(readColumns)).toEqual([null, null, null, null])
})
