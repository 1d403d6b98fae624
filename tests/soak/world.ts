import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { defaultAgentConfig } from '#core/agent/default-config.ts'
import { createStores } from '#server/storage/create-stores.ts'
import { openDatabase } from '#server/storage/database.ts'
import type { Stores } from '#server/storage/stores.ts'
import { findFreePort } from '#scripts/ports.ts'
import { testEmbedded, testPostgres } from '#tests/fixtures/database.ts'
import { startSoakCarrier, type SoakCarrier } from './carrier.ts'
import { startChild, waitUntilAnswers } from './child.ts'
import { startSoakModel, type SoakModel } from './model.ts'
import type { Random } from './random.ts'
import { createRelays, type Relays } from './relays.ts'
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts'

/** Everything that a soak consists of: our programs as processes, and both outer ends in this one. */
export type World = {
  nowMs(): number
  carrier: SoakCarrier
  model: SoakModel
  relays: Relays
  /** What stands between our programs and the database. */
  database: TcpProxy
  /** The database itself, as the auditor reads it. */
  stores: Stores
  databaseName: string
  journalDir: string
  /** An operator has a number called; answers the carrier's id of the call. Rejects where nobody is dialled. */
  placeCall(to: string): Promise<string>
  [Symbol.asyncDispose](): Promise<void>
}

export type WorldOptions = {
  random: Random
  relayCount: number
  /** For logs and journals. */
  folder: string
  prefersPostgres: boolean
}

const API_KEY = 'a-key-for-the-soak'
const ACCOUNT = { accountSid: `AC${'0'.repeat(32)}`, authToken: 'a-token-for-the-soak' }
const OUR_NUMBER = '+14155550100'
/** Long enough to hand calls over at a quiet moment, short enough to see it often. */
const DRAIN_SECONDS = 4

/** Starts all of it; disposing ends all of it. */
export async function startWorld(options: WorldOptions): Promise<World> {
  const { random, folder } = options
  await using stack = new AsyncDisposableStack()
  const startedAt = performance.now()
  const nowMs = () => Math.round(performance.now() - startedAt)
  const journalDir = join(folder, 'journal')
  mkdirSync(journalDir, { recursive: true })

  const postgres = options.prefersPostgres ? await testPostgres() : null
  const server = stack.use(postgres ?? (await testEmbedded()))
  const own = openDatabase(server.url)
  stack.defer(() => own.close())
  const stores = createStores(own)
  await createAgent(stores)
  await stores.spending.update(noLimits, noLimits)
  const database = await proxyTo(server.url)
  stack.defer(() => database.close())

  const appPort = await findFreePort()
  const appUrl = `http://127.0.0.1:${appPort}`
  const carrier = await startSoakCarrier({
    ...ACCOUNT,
    ourNumber: OUR_NUMBER,
    random: random.fork('carrier'),
    nowMs,
    voiceUrl: `${appUrl}/api/twilio/voice`,
    statusUrl: `${appUrl}/api/twilio/status`,
    operatorEnds: (callSid) => operatorEnds(appUrl, callSid),
  })
  stack.defer(() => carrier.close())
  const model = await startSoakModel({
    nowMs,
    random: random.fork('model'),
    callOf: (number) => carrier.calls[number - 1],
  })
  stack.defer(() => model.close())

  const relayPort = await startTcpProxy(() => relays.pick())
  stack.defer(() => relayPort.close())
  const env = environment({
    databaseUrl: withPort(server.url, database.port),
    appUrl,
    relayPort: relayPort.port,
    carrierUrl: carrier.url,
    modelUrl: model.baseUrl,
    folder,
    journalDir,
  })
  const relays = createRelays({ env, folder, nowMs })
  stack.defer(async () => {
    for (const { child } of relays.all()) child.process.kill('SIGKILL')
    await Promise.all(relays.all().map(({ child }) => child.exited))
  })
  const appEnv = { ...env, PORT: String(appPort) }
  const app = startChild('tests/soak/serve-app.ts', appEnv, join(folder, 'app.log'))
  stack.defer(async () => {
    app.process.kill('SIGKILL')
    await app.exited
  })
  await Promise.all([
    waitUntilAnswers(app, `${appUrl}/api/health`),
    ...Array.from({ length: options.relayCount }, () => relays.add()),
  ])
  const parts = stack.move()
  const databaseName = postgres ? 'Postgres' : 'the embedded database'
  return {
    nowMs,
    carrier,
    model,
    relays,
    database,
    stores,
    databaseName,
    journalDir,
    placeCall: (to) => placeCall(appUrl, to),
    [Symbol.asyncDispose]: () => parts.disposeAsync(),
  }
}

/** A soak shall find out what breaks, not what is refused. */
const noLimits = {
  countries: ['US'],
  callsAtOnce: 1_000,
  callsPerDay: 1_000_000,
  minutesPerDay: 10_000_000,
  spendPerDayUsd: 1_000_000,
  longestCallMinutes: 60,
}

async function createAgent(stores: Stores): Promise<void> {
  const config = {
    ...defaultAgentConfig,
    greeting: { mode: 'agentFirst' as const, text: 'Good day.' },
    mayEndCall: true,
    hearsKeypad: true,
  }
  await stores.agents.create({ name: 'Soak', config, isDefault: true })
}

async function operatorEnds(appUrl: string, callSid: string): Promise<void> {
  await askApp(`${appUrl}/api/calls/${callSid}/end`)
}

async function placeCall(appUrl: string, to: string): Promise<string> {
  const placed = await askApp(`${appUrl}/api/calls`, { to })
  return z.object({ callSid: z.string() }).parse(await placed.json()).callSid
}

async function askApp(url: string, body?: object): Promise<Response> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'x-api-key': API_KEY, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  })
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
  return response
}

async function proxyTo(url: string): Promise<TcpProxy> {
  const { hostname: host, port } = new URL(url)
  return startTcpProxy(() => ({ host, port: Number(port) }))
}

function withPort(url: string, port: number): string {
  const proxied = new URL(url)
  proxied.host = `127.0.0.1:${port}`
  return proxied.href
}

type Places = {
  databaseUrl: string
  appUrl: string
  relayPort: number
  carrierUrl: string
  modelUrl: string
  folder: string
  journalDir: string
}

function environment(places: Places): Record<string, string> {
  return {
    LOG_LEVEL: 'info',
    PUBLIC_URL: places.appUrl,
    RELAY_PUBLIC_URL: `ws://127.0.0.1:${places.relayPort}`,
    RELAY_INTERNAL_URL: `http://127.0.0.1:${places.relayPort}`,
    RELAY_SECRET: randomBytes(24).toString('hex'),
    AUTH_SECRET: randomBytes(24).toString('hex'),
    DATABASE_URL: places.databaseUrl,
    OPENAI_API_KEY: 'sk-soak',
    OPENAI_BASE_URL: places.modelUrl,
    TWILIO_ACCOUNT_SID: ACCOUNT.accountSid,
    TWILIO_AUTH_TOKEN: ACCOUNT.authToken,
    TWILIO_PHONE_NUMBER: OUR_NUMBER,
    TWILIO_API_BASE_URL: places.carrierUrl,
    API_KEY,
    RATE_LIMIT_PER_MINUTE: '100000',
    ENABLE_RECORDING: 'false',
    STORAGE_URL: `file:${join(places.folder, 'recordings')}`,
    JOURNAL_DIR: places.journalDir,
    SPOOL_DIR: join(places.folder, 'spool'),
    DRAIN_SECONDS: String(DRAIN_SECONDS),
  }
}
