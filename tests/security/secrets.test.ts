import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { ask, asProgram, attacked, operations, addressOf } from './attack.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const values = Object.entries(attacked.secrets)

test('[SEC-6] no secret of the environment stands in what browsers are given', async () => {
  const files = globSync('.next/static/**/*', { cwd: root, withFileTypes: true }).filter((file) =>
    file.isFile(),
  )
  expect(files.length).toBeGreaterThan(10)
  for (const file of files) {
    const text = readFileSync(`${file.parentPath}/${file.name}`, 'latin1')
    for (const [name, value] of values)
      expect(text.includes(value), `${name} in ${file.name}`).toBe(false)
  }
  for (const page of [
    '/',
    '/sign-in',
    '/setup',
    '/api/setup',
    '/api/health',
    '/api/openapi.json',
  ]) {
    const text = await (await ask(page)).text()
    for (const [name, value] of values)
      expect(text.includes(value), `${name} at ${page}`).toBe(false)
  }
})

test('[SEC-7] nor in what programs are answered, or how they are refused', async () => {
  for (const { path, method, isWebhook } of await operations()) {
    if (method !== 'GET' || isWebhook) continue
    const response = await ask(addressOf(path), { headers: asProgram })
    const text = `${JSON.stringify([...response.headers])}${await response.text()}`
    for (const [name, value] of values)
      expect(text.includes(value), `${name} at ${path}`).toBe(false)
  }
})

test('[SEC-8] no address takes a URL from anybody, so that nobody can have us fetch one', async () => {
  const document = await (await ask('/api/openapi.json')).text()
  expect(document).not.toMatch(/"format":"ur[il]"/)
})
