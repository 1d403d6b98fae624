import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { endpoints } from '#contracts/rest/endpoints.ts'
import { problemCodeSchema } from '#contracts/problem.ts'
import { problemTable } from '#server/http/problem-table.ts'
import { fetchApp, methodsOf, routeFiles } from '#tests/fixtures/app-routes.ts'
import { appUnderTest, type AppUnderTest } from '#tests/fixtures/app-under-test.ts'

type Operation = { operationId: string; responses: Record<string, unknown>; security: object[] }
type Document = { openapi: string; paths: Record<string, Record<string, Operation>> }

let app: AppUnderTest
let document: Document
beforeAll(async () => {
  app = await appUnderTest()
  document = (await (await fetchApp('/api/openapi.json')).json()) as Document
})
afterAll(() => app[Symbol.asyncDispose]())

/** Answers what other route files do not; better-auth answers five addresses from one file. */
const catchAll = '/api/[...path]'
const signIn = '/api/auth/[...all]'

test('the document is OpenAPI 3.1 and every reference in it leads somewhere', () => {
  expect(document.openapi).toBe('3.1.0')
  const text = JSON.stringify(document)
  const references = [...text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(
    ([, name]) => name,
  )
  expect(references.length).toBeGreaterThan(20)
  const schemas = (document as unknown as { components: { schemas: object } }).components.schemas
  for (const name of references) expect(schemas).toHaveProperty(name ?? '')
})

test('every route file stands in the document with the methods it answers, and nothing else does', async () => {
  const answered: string[] = []
  for (const { address, file } of routeFiles()) {
    if (address === catchAll || address === signIn) continue
    const path = address.replaceAll(/\[(\w+)\]/g, '{$1}')
    for (const method of await methodsOf(file)) {
      if (method !== 'HEAD') answered.push(`${method} ${path}`)
    }
  }
  const described = Object.entries(document.paths)
    .filter(([path]) => !path.startsWith('/api/auth/'))
    .flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    )
  expect(described.toSorted()).toEqual(answered.toSorted())
})

test('every address of sign-in that the document names is answered', async () => {
  const paths = Object.keys(document.paths).filter((path) => path.startsWith('/api/auth/'))
  expect(paths).toHaveLength(5)
  for (const path of paths) {
    const [method = ''] = Object.keys(document.paths[path] ?? {})
    const response = await fetchApp(path, { method: method.toUpperCase() })
    expect(response.status, path).not.toBe(404)
  }
})

test('operation names are used once, and every address but the public ones says how to be let in', () => {
  const names = endpoints.map(({ operationId }) => operationId)
  expect(new Set(names).size).toBe(names.length)
  for (const endpoint of endpoints) {
    const operation = document.paths[endpoint.path]?.[endpoint.method.toLowerCase()]
    expect(operation?.security.length, endpoint.path).toBe(
      { public: 0, carrier: 1, model: 1, operator: 1, caller: 3 }[endpoint.access],
    )
  }
})

test('every problem has one status, and every earlier address leads to one that exists', async () => {
  expect(Object.keys(problemTable).toSorted()).toEqual(problemCodeSchema.options.toSorted())
  const config = readFileSync(new URL('../../next.config.ts', import.meta.url), 'utf8')
  const targets = [...config.matchAll(/destination: '([^']+)'/g)].map(([, target]) => target ?? '')
  expect(targets.length).toBeGreaterThan(5)
  for (const target of targets) {
    const path = target.replaceAll(/:(\w+)/g, '{$1}')
    expect(document.paths, path).toHaveProperty([path])
  }
})
