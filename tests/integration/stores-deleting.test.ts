import { describeDeletions } from './stores/describe-deletions.ts'
import { describeKeeping } from './stores/describe-keeping.ts'
import { onEachDatabase } from './stores/on-each-database.ts'

/** What the stores of what is kept and deleted promise. */
await onEachDatabase((stores, database) => {
  describeDeletions(stores, database)
  describeKeeping(stores, database)
})
