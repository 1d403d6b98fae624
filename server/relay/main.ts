/** The relay process: reads the environment, opens the database, listens, and stops in good order. */
import { randomUUID } from 'node:crypto'
import { flushCompileCache } from 'node:module'
import type { FeedChange } from '#contracts/feed.ts'
import { isFinal } from '#core/call/status.ts'
import { systemClock } from '../clock.ts'
import { reconcileCall, reconcileCalls } from '../calls/reconcile-calls.ts'
import { ConfigError, readConfig, type Config } from '../config.ts'
import { createMemoryFeedLog, type FeedLog } from '../feed/feed-log.ts'
import { createLogger, type Logger } from '../logger.ts'
import { startDeletionRunner } from '../deleting/deletion-runner.ts'
import { runRetention } from '../deleting/run-retention.ts'
import { guardEnd, guardOutput } from '../redaction/guard-output.ts'
import { secretsOf } from '../redaction/secrets-of.ts'
import { reconcileRecordings } from '../recordings/reconcile-recordings.ts'
import { openRecordingFiles } from '../recordings/open-files.ts'
import { createMp3Maker } from '../recordings/mp3-maker.ts'
import { createRecordingDoor } from '../recordings/recording-door.ts'
import { startRecordingImporter } from '../recordings/recording-importer.ts'
import { deleteCarrierCopies } from '../recordings/delete-carrier-copies.ts'
import { drawMissingPeaks } from '../recordings/draw-missing-peaks.ts'
import { findLostRecordings } from '../recordings/find-lost-recordings.ts'
import { freeBytesOf } from '../recordings/free-bytes.ts'
import { createStores } from '../storage/create-stores.ts'
import { openDatabase } from '../storage/database.ts'
import { createCoverSpeech } from '../openai/cover-speech.ts'
import { createCarrierMedia } from '../twilio/recording-media.ts'
import { createCarrier } from '../twilio/rest.ts'
import { createCarrierPauses } from './carrier-pauses.ts'
import { keepHouse } from './housekeeping.ts'
import { untilAskedToLeave } from './leave.ts'
import { holdLease } from './lease.ts'
import { startRecordingFinisher } from './recording-finisher.ts'
import { removeSpooled } from './remove-spooled.ts'
import { startRelay } from './start-relay.ts'
import { createTries } from './tries.ts'

const config = readConfigOrExit()
guardOutput(secretsOf(config))
guardEnd(secretsOf(config))
const logger = createLogger('relay', config.LOG_LEVEL, secretsOf(config))
const database = openDatabase(config.DATABASE_URL)
const stores = createStores(database)
const feed = await openFeedLog(config, logger)
const carrier = createCarrier(config)
const tries = createTries(logger)
const { pauseRecording } = carrier
const carrierPauses = createCarrierPauses({ pauseRecording, logger })
/** A call that cannot be hung up runs into its time limit at the carrier. */
const hangUpAfterMs = [0, 500, 2_000, 5_000, 15_000]
/** The carrier's own news usually comes first; where it does not, it is asked. */
const confirmEndAfterMs = [1_500, 5_000, 15_000]

/** Nobody asks about a relay that has been gone for longer. */
const rememberRelaysMs = 600_000

/** Twilio tries again for minutes, OpenAI for three days. */
const dayMs = 24 * 3_600_000

const reconcilePorts = { stores, carrier, clock: systemClock, publish: publishNews, logger }
const stopping = new AbortController()
const files = await openRecordingFiles(config)
const importer = startRecordingImporter(
  {
    stores,
    carrierMedia: createCarrierMedia(config),
    files,
    clock: systemClock,
    publish: feed.publish,
    logger,
  },
  stopping.signal,
)

const deletions = startDeletionRunner(
  {
    stores,
    files,
    carrier,
    removeSpool: (callId) => removeSpooled(config.SPOOL_DIR, callId),
    clock: systemClock,
    publish: feed.publish,
    logger,
  },
  stopping.signal,
)

const relayId = randomUUID()
const asked = untilAskedToLeave()
const relay = await startRelay({
  config,
  relayId,
  speak: createCoverSpeech(config, logger),
  stores,
  feed,
  clock: systemClock,
  logger,
  hangUp({ callId, callSid }) {
    tries.start({ what: 'hang up', callId }, hangUpAfterMs, async () => {
      const ended = await carrier.endCall(callSid)
      return ended.ok || !ended.retryable
    })
  },
  pauseAtCarrier: carrierPauses.want,
  pauseRemark: carrierPauses.remark,
  onNews: (change) => finisher.hear(change),
  onCallOver(callId) {
    finisher.finish(callId)
    carrierPauses.callOver(callId)
    tries.start({ what: 'confirm the end', callId }, confirmEndAfterMs, async () => {
      const call = await stores.calls.find(callId)
      // Without a reason it may be carried on by another stream.
      if (call === null || isFinal(call.status) || call.endReason === null) return true
      return (await reconcileCall(reconcilePorts, call)) === 'ended'
    })
  },
  recordings: createRecordingDoor({
    recordings: stores.recordings,
    files,
    importer,
    mp3: createMp3Maker(),
  }),
  keeping: { wakeDeletions: deletions.wake, freeBytes: () => freeBytesOf(config.STORAGE_URL) },
})
const finisher = startRecordingFinisher({
  dir: config.SPOOL_DIR,
  stores,
  files,
  clock: systemClock,
  publish: feed.publish,
  logger,
  carried: relay.carried,
})
const lease = holdLease(
  { id: relayId, url: config.RELAY_INTERNAL_URL },
  { relays: stores.relays, clock: systemClock, logger },
)
logger.info({ port: relay.port, relayId }, 'relay listening')
// Written now: a relay that is killed leaves no time for it, and its successor is in a hurry.
flushCompileCache()

const house = keepHouse(
  [
    () => reconcileCalls(reconcilePorts),
    async () => {
      if ((await reconcileRecordings(reconcilePorts)) > 0) importer.wake()
    },
    () => runRetention({ stores, clock: systemClock, wake: deletions.wake, logger }),
    () => stores.tickets.sweep(new Date(systemClock.now())),
    () => stores.webhookReceipts.sweep('twilio', new Date(systemClock.now() - dayMs)),
    () => stores.earlyNews.sweep(new Date(systemClock.now() - dayMs)),
    () => stores.webhookReceipts.sweep('openai', new Date(systemClock.now() - 4 * dayMs)),
    () => stores.relays.sweep(new Date(systemClock.now() - rememberRelaysMs)),
  ],
  logger,
  stopping.signal,
)

const undrawable = new Set<string>()
const sparedCopies = new Set<string>()
const askedAbout = new Set<string>()
const upkeep = keepHouse(
  [
    async () => {
      if (!config.ENABLE_RECORDING) return
      if ((await findLostRecordings(reconcilePorts, askedAbout)) > 0) importer.wake()
    },
    () => deleteCarrierCopies({ ...reconcilePorts, files }, sparedCopies),
  ],
  logger,
  stopping.signal,
)
/** Apart from the rest: drawing what was kept before there were pictures may take hours. */
const drawing = keepHouse(
  [() => drawMissingPeaks({ stores, files, logger }, undrawable, stopping.signal)],
  logger,
  stopping.signal,
)

const { signal } = await asked
logger.info({ calls: relay.carried().length, atOnce: signal.aborted }, 'relay leaving')
void lease.drain()
const { othersTakeCalls } = lease
await relay.drain({ withinMs: config.DRAIN_SECONDS * 1_000, othersTakeCalls, signal })
stopping.abort()
await relay.close()
carrierPauses.close()
await lease.end()
const housework = [house, upkeep, drawing]
await Promise.all([
  tries.settled(),
  importer.settled,
  deletions.settled,
  ...housework,
  finisher.close(),
])
await feed.close()
await database.close()

/** Redis is loaded only where it is used: whoever waits for a relay to start waits for what it loads. */
async function openFeedLog({ REDIS_URL }: Config, log: Logger): Promise<FeedLog> {
  if (REDIS_URL === undefined) return createMemoryFeedLog(systemClock)
  const { openRedisFeedLog } = await import('../feed/redis-feed-log.ts')
  return openRedisFeedLog(REDIS_URL, systemClock, log)
}

/** What was found out of a call that is not on the air. */
function publishNews(change: FeedChange): void {
  feed.publish(change)
  finisher.hear(change)
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
