import { afterAll, beforeAll, expect, test } from 'vitest'
import { fetchApp } from '#tests/fixtures/app-routes.ts'
import { appUnderTest, signedInAs, type AppUnderTest } from '#tests/fixtures/app-under-test.ts'

let app: AppUnderTest
beforeAll(async () => {
  app = await appUnderTest()
})
afterAll(() => app[Symbol.asyncDispose]())

test('smoke', async () => {
  const cookie = await signedInAs('viewer')
  const me = await fetchApp('/api/me', { headers: { cookie } })
  expect(await me.json()).toMatchObject({ operator: { role: 'viewer' } })
})
