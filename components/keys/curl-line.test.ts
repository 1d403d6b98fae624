import { expect, test } from 'vitest'
import { curlLine } from './curl-line.ts'

test.each([
  [['calls:read'], '/api/calls?limit=5'],
  [['admin'], '/api/calls?limit=5'],
  [['recordings:read'], '/api/recordings?limit=5'],
  [['agents:write'], '/api/system'],
] as const)('a key with %s is tried at an address that it may read', (scopes, path) => {
  expect(curlLine('https://calls.example.com', 'sb_secret', scopes)).toBe(
    `curl -H 'X-API-Key: sb_secret' 'https://calls.example.com${path}'`,
  )
})
