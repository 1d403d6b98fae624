import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { keepSecrets } from './secrets.ts'

const newFolder = () => mkdtempSync(join(tmpdir(), 'secrets-'))

test('[START-3] secrets are made once and kept, readable by their owner alone', () => {
  const folder = newFolder()
  const first = keepSecrets(folder)
  expect(keepSecrets(folder)).toEqual(first)
  expect(statSync(join(folder, 'secrets.json')).mode & 0o777).toBe(0o600)
})

test('[START-3] two clones share no secret', () => {
  const [one, other] = [keepSecrets(newFolder()), keepSecrets(newFolder())]
  expect(one.authSecret).not.toBe(other.authSecret)
  expect(one.relaySecret).not.toBe(other.relaySecret)
  expect(one.twilioAuthToken).not.toBe(other.twilioAuthToken)
})

test('[START-3] a file that cannot be understood is named and left as it is', () => {
  const folder = newFolder()
  const path = join(folder, 'secrets.json')
  writeFileSync(path, '{"authSecret":"short"}')
  expect(() => keepSecrets(folder)).toThrow(/secrets[.]json cannot be used \(authSecret/)
  expect(readFileSync(path, 'utf8')).toBe('{"authSecret":"short"}')
})
