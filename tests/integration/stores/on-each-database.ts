import { afterAll, describe } from 'vitest'
import { createStores } from '#server/storage/create-stores.ts'
import { openDatabase, type Database } from '#server/storage/database.ts'
import type { Stores } from '#server/storage/stores.ts'
import { testEmbedded, testPostgres } from '#tests/fixtures/database.ts'
import type { TestDatabase } from '#tests/fixtures/test-database.ts'

/** Has `describeAll` say what stores promise: of the embedded database, and of a Postgres server where one answers. */
export async function onEachDatabase(
  describeAll: (stores: Stores, database: Database) => void,
): Promise<void> {
  describeOn('the embedded database', await testEmbedded(), describeAll)
  const postgres = await testPostgres()
  if (postgres !== null) describeOn('a Postgres server', postgres, describeAll)
}

function describeOn(
  name: string,
  opened: TestDatabase,
  describeAll: (stores: Stores, database: Database) => void,
): void {
  const database = openDatabase(opened.url)
  const stores = createStores(database)

  afterAll(async () => {
    await database.close()
    await opened[Symbol.asyncDispose]()
  })

  describe(`stores on ${name}`, () => describeAll(stores, database))
}
