/** Everything around the relay under measurement: database, carrier, model, phones. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import twilio from 'twilio'
import { findFreePort } from '#scripts/ports.ts'
import { createStores } from '#server/storage/create-stores.ts'
import { openDatabase } from '#server/storage/database.ts'
import type { Stores } from '#server/storage/stores.ts'
import { startCarrierRest } from './carrier-rest.ts'
import type { DatabaseQuestions } from './database-side.ts'
import { readMachineBusyMs, readUsage } from './process-usage.ts'
import { startRelayProcess, type RelayProcess } from './relay-process.ts'
import { startSide, type Side } from './side.ts'
import type { CallerQuestions, ModelQuestions, StreamDoor } from './side-messages.ts'

export type Stage = AsyncDisposable & {
  stores: Stores
  caller: Side<CallerQuestions>
  model: Side<ModelQuestions>
  door: StreamDoor
  /** Starts a relay in this place; one at a time. Whatever still runs is stopped with the stage. */
  start(command: string, name: string): Promise<RelayProcess>
  /** CPU time of everything on this machine but the bench and `relay`, ms since the machine started. */
  elsewhereMs(relay: RelayProcess): number
}

const accountSid = `AC${'1'.repeat(32)}`
const authToken = 'a-token-of-the-carrier'
const publicUrl = 'https://console.test'

/** Sets everything up; `databaseUrl` null means the embedded database. Logs go to `logDir`. */
export async function setStage(databaseUrl: string | null, logDir: string): Promise<Stage> {
  await using stack = new AsyncDisposableStack()
  mkdirSync(logDir, { recursive: true })
  const folder = mkdtempSync(join(tmpdir(), 'switchboard-bench-'))
  stack.defer(() => rmSync(folder, { recursive: true, force: true }))
  const database = startSide<DatabaseQuestions>('./database-side.ts')
  stack.defer(() => database.stop())
  const { url } = await database.ask('open', { serverUrl: databaseUrl })
  stack.defer(async () => {
    await database.ask('close', null)
  })
  const connection = openDatabase(url)
  stack.defer(() => connection.close())
  const carrier = await startCarrierRest()
  stack.defer(() => carrier.close())
  const caller = startSide<CallerQuestions>('./caller-side.ts')
  stack.defer(() => caller.stop())
  const model = startSide<ModelQuestions>('./model-side.ts')
  stack.defer(() => model.stop())
  const { port: modelPort } = await model.ask('listen', null)
  const port = await findFreePort()
  const env = {
    RELAY_PORT: String(port),
    PUBLIC_URL: publicUrl,
    RELAY_SECRET: 'r'.repeat(32),
    AUTH_SECRET: 's'.repeat(32),
    DATABASE_URL: url,
    OPENAI_API_KEY: 'sk-bench',
    OPENAI_BASE_URL: `http://127.0.0.1:${modelPort}/v1`,
    TWILIO_ACCOUNT_SID: accountSid,
    TWILIO_AUTH_TOKEN: authToken,
    TWILIO_PHONE_NUMBER: '+14155550100',
    TWILIO_API_BASE_URL: carrier.url,
    STORAGE_URL: `file:${join(folder, 'recordings')}`,
    JOURNAL_DIR: join(folder, 'journal'),
    SPOOL_DIR: join(folder, 'spool'),
  }
  const running = new Set<RelayProcess>()
  stack.defer(async () => {
    for (const relay of running) await relay.stop()
  })
  const signedUrl = `${publicUrl.replace(/^http/, 'ws')}/media-stream`
  const owned = stack.move()
  return {
    stores: createStores(connection),
    caller,
    model,
    door: {
      url: `ws://127.0.0.1:${port}/media-stream`,
      signature: twilio.getExpectedTwilioSignature(authToken, signedUrl, {}),
      accountSid,
    },
    async start(command, name) {
      const logFile = join(logDir, `${name}.log`)
      const relay = await startRelayProcess({ command, port, env, logFile })
      running.add(relay)
      return relay
    },
    elsewhereMs(relay) {
      const own = process.cpuUsage()
      const sides = [database, caller, model].map(({ pid }) => readUsage(pid).cpuMs)
      const oursMs = sides.reduce((sum, ms) => sum + ms, (own.user + own.system) / 1_000)
      return readMachineBusyMs() - oursMs - relay.usage().cpuMs
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}
