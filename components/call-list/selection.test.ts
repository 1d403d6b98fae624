import { expect, test } from 'vitest'
import {
  nothingSelected,
  SELECTED_MAX,
  shareOf,
  toggle,
  toggleAll,
  toggleRange,
} from './selection.ts'

const shown = ['a', 'b', 'c', 'd', 'e']
const chosen = (selection: { ids: ReadonlySet<string> }) => [...selection.ids].toSorted().join('')

test('[FIND-25] a range goes from the last one touched to this one, whichever way', () => {
  const one = toggle(nothingSelected, 'd')
  const down = toggleRange(one, 'b', shown)
  expect(chosen(down)).toBe('bcd')
  expect(chosen(toggleRange(toggle(down, 'd'), 'b', shown))).toBe('')
  expect(chosen(toggleRange(nothingSelected, 'c', shown))).toBe('c')
})

test('[FIND-25] a range from a call that is not shown any longer is that one call', () => {
  expect(chosen(toggleRange(toggle(nothingSelected, 'gone'), 'c', shown))).toBe('cgone')
})

test('[FIND-26] all that is shown is chosen, as many as one act takes, and none the second time', () => {
  const all = toggleAll(toggle(nothingSelected, 'b'), shown)
  expect([chosen(all), shareOf(all, shown)]).toEqual(['abcde', true])
  expect(shareOf(toggle(all, 'a'), shown)).toBe('indeterminate')
  expect(shareOf(toggleAll(all, shown), shown)).toBe(false)
  const many = Array.from({ length: 700 }, (_, index) => `call-${index}`)
  expect(toggleAll(nothingSelected, many).ids.size).toBe(SELECTED_MAX)
  expect(shareOf(toggleAll(nothingSelected, many), many)).toBe(true)
})
