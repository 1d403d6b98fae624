import { connect } from 'node:net'
import { once } from 'node:events'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase } from '#server/storage/database.ts'
import { testEmbedded } from '#tests/fixtures/database.ts'
import type { TestDatabase } from '#tests/fixtures/test-database.ts'

let opened: TestDatabase
beforeAll(async () => {
  opened = await testEmbedded()
})
afterAll(() => opened[Symbol.asyncDispose]())

test('clients with many statements at once each get their own answers', async () => {
  await using one = openDatabase(opened.url)
  await using other = openDatabase(opened.url)
  const ask = async (client: typeof one.client, number: number) => {
    const [row] = await client.$queryRaw<
      { sum: number }[]
    >`SELECT ${number}::int + ${number}::int AS sum`
    return row?.sum
  }
  const numbers = Array.from({ length: 60 }, (_, number) => number)
  const sums = await Promise.all(
    numbers.map((number) => ask(number % 2 === 0 ? one.client : other.client, number)),
  )
  expect(sums).toEqual(numbers.map((number) => number * 2))
})

test('a statement that fails spoils nobody else’s', async () => {
  await using one = openDatabase(opened.url)
  await using other = openDatabase(opened.url)
  const asked = await Promise.allSettled(
    Array.from({ length: 60 }, (_, number) =>
      number % 3 === 0
        ? one.client.$queryRaw`SELECT 1 / ${0}::int`
        : other.client.$queryRaw`SELECT ${number}::int AS number`,
    ),
  )
  expect(asked.map(({ status }) => status)).toEqual(
    asked.map((_, number) => (number % 3 === 0 ? 'rejected' : 'fulfilled')),
  )
})

test('a transaction is seen whole or not at all by everybody else', async () => {
  await using one = openDatabase(opened.url)
  await using other = openDatabase(opened.url)
  await one.client.setup.deleteMany()
  const counts: number[] = []
  const writing = Array.from({ length: 5 }, () =>
    one.client.$transaction(async (transaction) => {
      await transaction.setup.create({ data: { id: 'owner' } })
      await transaction.setup.delete({ where: { id: 'owner' } })
    }),
  )
  const reading = Array.from({ length: 20 }, async () => {
    counts.push(await other.client.setup.count())
  })
  await Promise.all([...writing, ...reading])
  expect(counts).toEqual(Array.from({ length: 20 }, () => 0))
})

test('a client that dies in a transaction leaves nothing behind and holds nobody up', async () => {
  await using database = openDatabase(opened.url)
  await database.client.setup.deleteMany()
  const dying = connect(Number(new URL(opened.url).port), '127.0.0.1')
  dying.write(startup())
  await once(dying, 'data')
  dying.write(query('BEGIN'))
  await once(dying, 'data')
  dying.write(query("INSERT INTO setup (id) VALUES ('owner')"))
  await once(dying, 'data')
  dying.destroy()
  expect(await database.client.setup.count()).toBe(0)
})

test('closing while a transaction is open undoes it first, and waits for it', async () => {
  const closing = await testEmbedded()
  const client = connect(Number(new URL(closing.url).port), '127.0.0.1')
  client.write(startup())
  await once(client, 'data')
  client.write(query('BEGIN'))
  await once(client, 'data')
  client.on('error', () => undefined)
  const left = once(client, 'close')
  await closing[Symbol.asyncDispose]()
  await left
  await expect(openDatabase(closing.url).client.$queryRaw`SELECT 1`).rejects.toThrow()
})

function startup(): Buffer {
  const words = Buffer.from('user\0postgres\0database\0postgres\0\0')
  const head = Buffer.alloc(8)
  head.writeUInt32BE(8 + words.length)
  head.writeUInt32BE(196_608, 4)
  return Buffer.concat([head, words])
}

function query(sql: string): Buffer {
  const head = Buffer.alloc(5)
  head.write('Q')
  head.writeUInt32BE(4 + sql.length + 1, 1)
  return Buffer.concat([head, Buffer.from(`${sql}\0`)])
}
