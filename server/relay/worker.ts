/**
 * One of the processes that carry a relay's calls. The relay's front (workers.ts)
 * starts it, hands it streams, and is told what happens to them.
 */
import { once } from 'node:events'
import { systemClock } from '../clock.ts'
import { createLogger } from '../logger.ts'
import { createCoverSpeech } from '../openai/cover-speech.ts'
import { guardEnd, guardOutput } from '../redaction/guard-output.ts'
import { secretsOf } from '../redaction/secrets-of.ts'
import { createStores } from '../storage/create-stores.ts'
import { openDatabase } from '../storage/database.ts'
import { carryHere } from './carry-here.ts'
import { createLiveCalls, type LiveCalls } from './live-calls.ts'
import { createDuties, type Leave } from './worker-duties.ts'
import { openFrontLink, type FrontLink } from './worker-link.ts'
import { beatMs, isToWorker, type ToWorker } from './worker-messages.ts'

const leaving = Promise.withResolvers<Leave>()
// Whoever kills the front takes the doors away; the calls need not end.
process.once('disconnect', () => leaving.resolve({ lettingGo: true }))
// A terminal tells the whole group; the front says what is to be done.
for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => undefined)

const link = openFrontLink()
const { config, relayId } = await untilTold()
guardOutput(secretsOf(config))
guardEnd(secretsOf(config))
const logger = createLogger('relay', config.LOG_LEVEL, secretsOf(config))
const database = openDatabase(config.DATABASE_URL)
const carrier = await carryHere(
  {
    config,
    relayId,
    stores: createStores(database),
    clock: systemClock,
    logger,
    publish: link.publish,
    hangUp: (call) => link.send({ type: 'hangUp', ...call }),
    pauseAtCarrier: (pause) => link.send({ type: 'pauseAtCarrier', ...pause }),
    onCallOver: (callId) => link.send({ type: 'callOver', callId }),
    speak: createCoverSpeech(config, logger),
    consoles: () => [],
  },
  tellingCalls(link),
)
const perform = createDuties(carrier, link, leaving.resolve)
process.on('message', (raw, line) => {
  if (isToWorker(raw)) perform(raw, line)
})
link.send({ type: 'ready' })
const beat = setInterval(
  () => link.send({ type: 'beat', journalFull: carrier.isJournalFull() }),
  beatMs,
)

const { lettingGo } = await leaving.promise
clearInterval(beat)
// Nobody is there any more who would end a process that hangs.
setTimeout(() => process.exit(1), 10_000).unref()
if (lettingGo) for (const call of carrier.liveCalls.all()) call.handOver(true)
await carrier.close()
await database.close()
await link.close()

async function untilTold(): Promise<Extract<ToWorker, { type: 'start' }>> {
  for (;;) {
    const [raw] = (await once(process, 'message')) as [unknown]
    if (isToWorker(raw) && raw.type === 'start') return raw
  }
}

/** The calls of this process, whose comings and goings the front is told. */
function tellingCalls({ send }: FrontLink): LiveCalls {
  const calls = createLiveCalls()
  return {
    ...calls,
    add(call) {
      const isNew = calls.add(call)
      if (isNew) send({ type: 'began', callId: call.callId })
      return isNew
    },
    remove(callId) {
      calls.remove(callId)
      send({ type: 'left', callId })
    },
  }
}
