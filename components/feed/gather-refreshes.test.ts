import { expect, test } from 'vitest'
import { gatherRefreshes } from './gather-refreshes.ts'

test('[FEED-19] of changes told together each list is read once, and again for those told later', () => {
  const read: unknown[] = []
  const due: (() => void)[] = []
  const refresh = gatherRefreshes({
    refresh: (queryKey) => void read.push(queryKey),
    after: (_, fn) => void due.push(fn),
  })
  for (let call = 0; call < 500; call += 1) {
    refresh(['calls', 'list'])
    refresh(['storage'])
  }
  expect(read).toEqual([])
  expect(due).toHaveLength(1)
  due.shift()!()
  expect(read).toEqual([['calls', 'list'], ['storage']])

  refresh(['calls', 'list'])
  due.shift()!()
  expect(read).toHaveLength(3)
})
