import { afterAll, describe } from 'vitest'
import { createStores } from '#server/storage/create-stores.ts'
import { openDatabase } from '#server/storage/database.ts'
import { testDatabase, testPostgres, type TestDatabase } from '#tests/fixtures/database.ts'
import { describeDeletions } from './stores/describe-deletions.ts'
import { describeKeeping } from './stores/describe-keeping.ts'

describeStores('the embedded database', await testDatabase())
const postgres = await testPostgres()
if (postgres !== null) describeStores('a Postgres server', postgres)

/** What the stores of what is kept and deleted promise, on the database given. */
function describeStores(name: string, opened: TestDatabase): void {
  const database = openDatabase(opened.url)
  const stores = createStores(database)

  afterAll(async () => {
    await database.close()
    await opened[Symbol.asyncDispose]()
  })

  describe(`stores on ${name}`, () => {
    describeDeletions(stores, database)
    describeKeeping(stores, database)
  })
}
