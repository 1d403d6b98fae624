import { expect, test } from 'vitest'
import { parseVolume } from './volume.ts'

test('[LISTEN-13] what a browser kept of the volume is taken where it is one, and else it is full', () => {
  expect(parseVolume('0.35')).toBe(0.35)
  expect(parseVolume('0')).toBe(0)
  for (const text of [null, '', 'loud', '-1', '2', 'NaN', '1e9']) expect(parseVolume(text)).toBe(1)
})
