/** A relay in a process of its own and the app before it, on a scratch database: what recording and playing take. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findFreePort } from '#scripts/ports.ts'
import { replaceAppContext } from '#server/app-context.ts'
import { readConfig } from '#server/config.ts'
import { createContext } from '#server/context.ts'
import type { Stores } from '#server/storage/stores.ts'
import { connectPhone } from '#tests/fixtures/scripted-phone.ts'
import { startScriptedModel, type ModelSession } from '#tests/fixtures/scripted-model.ts'
import { makeCalls } from '../bench-calls.ts'
import { startCarrierRest } from '../carrier-rest.ts'
import type { DatabaseQuestions } from '../database-side.ts'
import { startRelayProcess } from '../relay-process.ts'
import { startSide } from '../side.ts'
import { openAppDoor } from './app-door.ts'

/** A call on the air, from both its ends. */
export type LiveCall = {
  callId: string
  phone: Awaited<ReturnType<typeof connectPhone>>
  session: ModelSession
}

export type RecordingStage = AsyncDisposable & {
  stores: Stores
  /** Where the relay keeps recordings. */
  recordingsDir: string
  liveCall(): Promise<LiveCall>
  /** Asks the app for that range of what lies at `address`. */
  get(address: string, range: string, signal?: AbortSignal): Promise<Response>
}

const apiKey = 'a-key-of-the-bench'
const accountSid = `AC${'1'.repeat(32)}`
const authToken = 'a-token-of-the-carrier'
const publicUrl = 'https://console.test'
const relayCommand = 'node --max-semi-space-size=4 server/relay/main.ts'

/** `serverUrl` null means the embedded database. */
export async function setRecordingStage(serverUrl: string | null): Promise<RecordingStage> {
  await using stack = new AsyncDisposableStack()
  const folder = mkdtempSync(join(tmpdir(), 'switchboard-bench-'))
  stack.defer(() => rmSync(folder, { recursive: true, force: true }))
  const database = startSide<DatabaseQuestions>('./database-side.ts')
  stack.defer(() => database.stop())
  const { url } = await database.ask('open', { serverUrl })
  stack.defer(async () => void (await database.ask('close', null)))
  const carrier = await startCarrierRest()
  stack.defer(() => carrier.close())
  const model = stack.use(await startScriptedModel())
  const port = await findFreePort()
  const recordingsDir = join(folder, 'recordings')
  const env = {
    NODE_ENV: 'production',
    RELAY_PORT: String(port),
    RELAY_INTERNAL_URL: `http://127.0.0.1:${port}`,
    PUBLIC_URL: publicUrl,
    RELAY_SECRET: 'r'.repeat(32),
    AUTH_SECRET: randomBytes(32).toString('hex'),
    DATABASE_URL: url,
    OPENAI_API_KEY: 'sk-bench',
    OPENAI_BASE_URL: model.baseUrl,
    TWILIO_ACCOUNT_SID: accountSid,
    TWILIO_AUTH_TOKEN: authToken,
    TWILIO_PHONE_NUMBER: '+14155550100',
    TWILIO_API_BASE_URL: carrier.url,
    STORAGE_URL: `file:${recordingsDir}`,
    JOURNAL_DIR: join(folder, 'journal'),
    SPOOL_DIR: join(folder, 'spool'),
  }
  const logFile = join(folder, 'relay.log')
  const relay = await startRelayProcess({ command: relayCommand, port, env, logFile })
  stack.defer(() => relay.stop())
  const app = createContext(
    readConfig({ ...env, API_KEY: apiKey, RATE_LIMIT_PER_MINUTE: '100000' }),
  )
  stack.defer(() => app.close())
  stack.use(replaceAppContext(app))
  const door = await openAppDoor()
  stack.defer(() => door.close())
  let calls = 0
  const owned = stack.move()
  return {
    stores: app.stores,
    recordingsDir,
    async liveCall() {
      calls += 1
      const [made] = await makeCalls(app.stores, calls, 1)
      const call = made && (await app.stores.calls.find(made.callSid))
      if (!made || !call) throw new Error('The call got no row.')
      const phone = await connectPhone({
        url: `ws://127.0.0.1:${port}/media-stream`,
        signedUrl: `${publicUrl.replace(/^http/, 'ws')}/media-stream`,
        authToken,
        accountSid,
        callSid: made.callSid,
        streamSid: `MZ${made.callSid.slice(2)}`,
        ticket: made.ticket,
      })
      phone.start()
      const session = await model.session()
      await session.open()
      return { callId: call.id, phone, session }
    },
    get: (address, range, signal) =>
      fetch(`${door.url}${address}`, {
        headers: { 'x-api-key': apiKey, range },
        ...(signal && { signal }),
      }),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}
