import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const rooms = ['app', 'components', 'contracts', 'core', 'scripts', 'server', 'simulator', 'tests']

const rules = [...read('docs/behaviour.md').matchAll(/^- \*\*([A-Z0-9]+-\d+)\*\*/gm)].map(
  ([, id]) => id,
)
const written = new Set(rules)
const quoted = new Set(
  rooms
    .flatMap((room) => testFiles(room))
    .flatMap((path) => [...read(path).matchAll(/\[([A-Z][A-Z0-9]*-\d+)\] /g)].map(([, id]) => id)),
)

test('every rule that a test quotes stands in docs/behaviour.md', () => {
  expect([...quoted].filter((id) => !written.has(id))).toEqual([])
})

test('every rule in docs/behaviour.md is held by a test', () => {
  expect([...written].filter((id) => !quoted.has(id))).toEqual([])
})

test('no two rules in docs/behaviour.md share a name', () => {
  expect(rules.filter((id, place) => rules.indexOf(id) !== place)).toEqual([])
})

/** Suites that several files run (`describe-….ts`) hold rules as tests do. */
function testFiles(room: string): string[] {
  return readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
    .filter((path) => /([.](test|spec)[.]tsx?|[/]describe-[^/]+[.]ts)$/.test(path))
    .map((path) => join(room, path))
}

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8')
}
