import { afterAll, describe } from 'vitest'
import { createSetupStore } from '#server/storage/setup.ts'
import { createStores } from '#server/storage/create-stores.ts'
import { openDatabase } from '#server/storage/database.ts'
import { testDatabase, testPostgres, type TestDatabase } from '#tests/fixtures/database.ts'
import { describeAgents } from './stores/describe-agents.ts'
import { describeCalls } from './stores/describe-calls.ts'
import { describeCallLogs } from './stores/describe-call-logs.ts'
import { describeFinding } from './stores/describe-finding.ts'
import { describePeople } from './stores/describe-people.ts'
import { describeRecordings } from './stores/describe-recordings.ts'
import { describeRelays } from './stores/describe-relays.ts'
import { describeSearch } from './stores/describe-search.ts'
import { describeSetup } from './stores/describe-setup.ts'
import { describeTickets } from './stores/describe-tickets.ts'
import { describeTurns } from './stores/describe-turns.ts'

describeStores('the embedded database', await testDatabase())
const postgres = await testPostgres()
if (postgres !== null) describeStores('a Postgres server', postgres)

/** Everything that the stores promise, on the database given. */
function describeStores(name: string, opened: TestDatabase): void {
  const database = openDatabase(opened.url)
  const stores = createStores(database)

  afterAll(async () => {
    await database.close()
    await opened[Symbol.asyncDispose]()
  })

  describe(`stores on ${name}`, () => {
    describeCalls(stores)
    describeCallLogs(stores)
    describeFinding(stores, database)
    describeSearch(stores, database)
    describeTurns(stores)
    describeRelays(stores)
    describeRecordings(stores)
    describeAgents(stores)
    describeTickets(stores, database)
    describePeople(stores, database)
    describeSetup(createSetupStore(database), database)
  })
}
