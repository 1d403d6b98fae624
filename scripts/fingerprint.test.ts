import { cpSync, mkdirSync, mkdtempSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fingerprintSources } from './fingerprint.ts'

function newTree(): string {
  const root = mkdtempSync(join(tmpdir(), 'fingerprint-'))
  mkdirSync(join(root, 'app', 'calls'), { recursive: true })
  mkdirSync(join(root, 'server', 'relay'), { recursive: true })
  writeFileSync(join(root, 'app', 'calls', 'page.tsx'), 'one')
  writeFileSync(join(root, 'server', 'relay', 'main.ts'), 'one')
  return root
}

test('[START-7] the same sources have the same fingerprint, wherever they lie', () => {
  const root = newTree()
  const copy = mkdtempSync(join(tmpdir(), 'fingerprint-'))
  cpSync(root, copy, { recursive: true })
  expect(fingerprintSources(copy)).toBe(fingerprintSources(root))
})

test('[START-7] a change to a byte or a name of what is built changes it', () => {
  const root = newTree()
  const before = fingerprintSources(root)
  writeFileSync(join(root, 'app', 'calls', 'page.tsx'), 'two')
  const changed = fingerprintSources(root)
  renameSync(join(root, 'app', 'calls', 'page.tsx'), join(root, 'app', 'calls', 'pages.tsx'))
  expect(new Set([before, changed, fingerprintSources(root)]).size).toBe(3)
})

test('[START-7] what is not built does not ask for a build', () => {
  const root = newTree()
  const before = fingerprintSources(root)
  writeFileSync(join(root, 'server', 'relay', 'main.ts'), 'two')
  writeFileSync(join(root, 'app', 'calls', 'page.test.ts'), 'test')
  writeFileSync(join(root, 'README.md'), 'read me')
  expect(fingerprintSources(root)).toBe(before)
})
