/** The relay process: reads the environment, opens the database, listens, and stops in good order. */
import { systemClock } from '../clock.ts'
import { ConfigError, readConfig, type Config } from '../config.ts'
import { createMemoryFeedLog } from '../feed/feed-log.ts'
import { openRedisFeedLog } from '../feed/redis-feed-log.ts'
import { createLogger } from '../logger.ts'
import { createStores } from '../storage/create-stores.ts'
import { openDatabase } from '../storage/database.ts'
import { createCarrier } from '../twilio/rest.ts'
import { createHangUp } from './hang-up.ts'
import { startRelay } from './start-relay.ts'

const config = readConfigOrExit()
const logger = createLogger('relay', config.LOG_LEVEL)
const database = openDatabase(config.DATABASE_URL)
const stores = createStores(database)
const feed = config.REDIS_URL
  ? await openRedisFeedLog(config.REDIS_URL, systemClock, logger)
  : createMemoryFeedLog(systemClock)
const carrier = createCarrier(config)
const hangUp = createHangUp(async (callSid) => {
  const ended = await carrier.endCall(callSid)
  return ended.ok || !ended.retryable
}, logger)

const relay = await startRelay({
  config,
  stores,
  feed,
  clock: systemClock,
  logger,
  hangUp: hangUp.hangUp,
  recordings: {
    wakeImporter: () => undefined,
    sendAudio: async (_sid, _request, response) => void response.writeHead(404).end(),
    deleteFile: async () => undefined,
  },
})
logger.info({ port: relay.port }, 'relay listening')

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop(signal))

async function stop(signal: string): Promise<void> {
  logger.info({ signal }, 'relay stopping')
  await relay.close()
  await hangUp.settled()
  await feed.close()
  await database.close()
}

function readConfigOrExit(): Config {
  try {
    return readConfig(process.env)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exit(1)
  }
}
