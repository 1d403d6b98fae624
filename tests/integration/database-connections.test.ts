import { expect, test } from 'vitest'
import { readConfig } from '#server/config.ts'
import { openDatabase } from '#server/storage/database.ts'
import { testDatabase } from '#tests/fixtures/database.ts'
import { faultyDatabase } from '#tests/fixtures/faulty-database.ts'

test('[WORK-12] a process has as many connections for its questions as the address of its database says', async () => {
  await using scratch = await testDatabase()
  await using proxy = await faultyDatabase(scratch.url)
  const url = new URL(proxy.url)
  url.searchParams.set('connection_limit', '2')
  await using database = openDatabase(url.href)
  await Promise.all(Array.from({ length: 8 }, () => database.client.$queryRaw`SELECT 1`))
  expect(proxy.opened()).toBe(2)
})

test.each(['0', '-1', '1.5', 'many', ''])(
  '[WORK-12] the start is refused where the address says "%s"',
  (limit) => {
    const DATABASE_URL = `postgres://user@db.example.com/switchboard?connection_limit=${limit}`
    expect(() => readConfig({ DATABASE_URL })).toThrow(
      /DATABASE_URL: must have a whole number from 1 to 999 as its connection_limit/,
    )
  },
)
