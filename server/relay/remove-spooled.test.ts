import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { removeSpooled } from './remove-spooled.ts'

test('[DEL-12] what a finisher puts into the spool of a call while it is removed goes with it', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'switchboard-spool-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  const folder = join(dir, 'a-call')
  mkdirSync(folder)
  writeFileSync(join(folder, '0.tap'), 'sound')
  let put = 0
  const untilMs = performance.now() + 60
  function finish() {
    if (!existsSync(folder) || performance.now() > untilMs) return
    put += 1
    writeFileSync(join(folder, `${put}.part`), 'sound')
    setImmediate(finish)
  }
  setImmediate(finish)
  await removeSpooled(dir, 'a-call')
  expect(existsSync(folder)).toBe(false)
  expect(put).toBeGreaterThan(0)
})
