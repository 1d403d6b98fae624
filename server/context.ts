import { createReadWindow, type ReadWindow } from './audit/read-window.ts'
import { createAuth, type Auth, type Passwords } from './auth/create-auth.ts'
import { systemClock, type Clock } from './clock.ts'
import { findAliveRelayUrls, findRelayUrl } from './calls/find-relay-url.ts'
import type { Config } from './config.ts'
import { createRelayDoor, type RelayDoor } from './feed/relay-door.ts'
import { createLimits, type Limits } from './limits/limits.ts'
import { openSharedCounter } from './limits/shared-counter.ts'
import { createLogger, type Logger } from './logger.ts'
import { clientAddress } from './http/client-address.ts'
import { createModelCatalog, type ModelCatalog } from './openai/models.ts'
import { createSpeechSamples, type SpeechSamples } from './openai/speech.ts'
import { spentCodes } from './operators/spent-codes.ts'
import { secretsOf } from './redaction/secrets-of.ts'
import { authDatabase } from './storage/auth-database.ts'
import { createStores } from './storage/create-stores.ts'
import { openDatabase } from './storage/database.ts'
import { countInPostgres } from './storage/rate-counter.ts'
import { createSetupStore, type SetupStore } from './storage/setup.ts'
import type { Stores } from './storage/stores.ts'
import { createCarrier, type Carrier } from './twilio/rest.ts'

/** All that the app's use cases may reach: each takes what it needs from here. */
export type AppContext = {
  config: Config
  logger: Logger
  /** What was read lately, so that each reading is one entry of the audit log. */
  readWindow: ReadWindow
  clock: Clock
  stores: Stores
  setup: SetupStore
  auth: Auth
  carrier: Carrier
  relay: RelayDoor
  models: ModelCatalog
  speech: SpeechSamples
  limits: Limits
  close(): Promise<void>
}

/** Puts the app together. Connects to nothing yet; `close` ends what was opened since. */
export function createContext(
  config: Config,
  clock: Clock = systemClock,
  lent: { passwords?: Passwords } = {},
): AppContext {
  const logger = createLogger('app', config.LOG_LEVEL, secretsOf(config))
  const database = openDatabase(config.DATABASE_URL)
  const stores = createStores(database)
  const limits = createLimits(
    openSharedCounter(config, (insurance) => countInPostgres(database, insurance), logger),
    clock,
  )
  return {
    config,
    logger,
    readWindow: createReadWindow(),
    clock,
    stores,
    setup: createSetupStore(database),
    auth: createAuth(config, logger, {
      database: authDatabase(database),
      codes: spentCodes(stores.people, clock),
      addressOf: (headers) => clientAddress({ headers }, config),
      ...lent,
    }),
    carrier: createCarrier(config),
    relay: createRelayDoor(
      config,
      (callId) => findRelayUrl(stores, callId),
      () => findAliveRelayUrls(stores, clock),
    ),
    models: createModelCatalog(config, clock.now),
    speech: createSpeechSamples(config),
    limits,
    close: async () => {
      await limits.close()
      await database.close()
    },
  }
}
