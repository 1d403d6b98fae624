import { createAgentStore } from './agents.ts'
import { createApiKeyStore } from './api-keys.ts'
import { createAuditStore } from './audit.ts'
import { createCallEventStore } from './call-events.ts'
import { createCallWriteStore } from './call-writes.ts'
import { createCallStore } from './calls.ts'
import { warmClaims } from './claim-stream.ts'
import type { Database } from './database.ts'
import { createDeletionStore } from './deletions.ts'
import { createEarlyNewsStore } from './early-news.ts'
import { createKeepingStore } from './keeping.ts'
import { createOperatorLinkStore } from './operator-links.ts'
import { createPeaksStore } from './peaks.ts'
import { createPeopleStore } from './people.ts'
import { createRecordingStore } from './recordings.ts'
import { createRelayStore } from './relays.ts'
import { createSavedViewStore } from './saved-views.ts'
import { createSpendingStore } from './spending.ts'
import type { Stores } from './stores.ts'
import { createTombstoneStore } from './tombstones.ts'
import { createTicketStore } from './tickets.ts'
import { createTranscriptStore } from './transcripts.ts'
import { createTurnStore } from './turns.ts'
import { createUsageStore } from './usages.ts'
import { createWebhookReceiptStore } from './webhook-receipts.ts'

/** Every store, over one database. */
export function createStores(database: Database): Stores {
  return {
    calls: createCallStore(database),
    transcripts: createTranscriptStore(database),
    events: createCallEventStore(database),
    usages: createUsageStore(database),
    turns: createTurnStore(database),
    callWrites: createCallWriteStore(database),
    relays: createRelayStore(database),
    recordings: createRecordingStore(database),
    earlyNews: createEarlyNewsStore(database),
    peaks: createPeaksStore(database),
    savedViews: createSavedViewStore(database),
    agents: createAgentStore(database),
    tickets: createTicketStore(database),
    apiKeys: createApiKeyStore(database),
    audit: createAuditStore(database),
    people: createPeopleStore(database),
    operatorLinks: createOperatorLinkStore(database),
    webhookReceipts: createWebhookReceiptStore(database),
    spending: createSpendingStore(database),
    keeping: createKeepingStore(database),
    deletions: createDeletionStore(database),
    tombstones: createTombstoneStore(database),
    async warm() {
      await warmClaims(database)
    },
    async ping() {
      await database.client.$queryRaw`SELECT 1`
    },
  }
}
