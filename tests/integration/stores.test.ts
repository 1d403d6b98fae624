import { createSetupStore } from '#server/storage/setup.ts'
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
import { onEachDatabase } from './stores/on-each-database.ts'

/** Everything that the stores promise, but for keeping and deleting. */
await onEachDatabase((stores, database) => {
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
