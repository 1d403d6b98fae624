import { expect, test } from 'vitest'
import { missingWords } from './missing-words.ts'

test('[TAP-15] a recording that lacks something says how much, and why', () => {
  expect(missingWords({ missingMs: 0 })).toBeNull()
  expect(missingWords({ missingMs: 12_340 })).toBe(
    'About 12 seconds are missing of this recording: the relay’s disk was full or did not answer. The rest is here.',
  )
  expect(missingWords({ missingMs: 40 })).toMatch(/^About a second is missing/)
})
