/** A whole call at debug level, in the processes that run it; then everything they printed is read. */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import twilio from 'twilio'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { defaultAgentConfig } from '#core/agent/default-config.ts'
import { findFreePort } from '#scripts/ports.ts'
import { createStores } from '#server/storage/create-stores.ts'
import { openDatabase } from '#server/storage/database.ts'
import { compileCache } from '#tests/fixtures/compile-cache.ts'
import { testDatabase } from '#tests/fixtures/database.ts'
import { startRelayProcess } from '#tests/fixtures/relay-process.ts'

const PATIENCE_MS = 180_000
const root = fileURLToPath(new URL('../..', import.meta.url))
const secret = (name: string) => `${name}-${randomBytes(16).toString('hex')}`

/** A restaurant of the simulator answers numbers that end in 0100. */
const TO = '+12025550100'
const OURS = '+14155550177'
const secrets = {
  API_KEY: secret('api-key'),
  RELAY_SECRET: secret('relay-secret'),
  AUTH_SECRET: secret('auth-secret'),
  OPENAI_API_KEY: `sk-${randomBytes(20).toString('hex')}`,
  TWILIO_AUTH_TOKEN: randomBytes(16).toString('hex'),
}
const instructions = 'Never mention the violet armadillo to anybody.'
const owner = {
  name: 'Ada',
  email: 'ada.violet@mail.example',
  password: 'armadillo battery staple',
}
/** Of what both parties say in that restaurant. */
const words = [
  'Trattoria',
  'table for four',
  'Friday',
  'Good evening',
  'by the window',
  'armadillo',
]

type Part = { output(): string; [Symbol.asyncDispose](): Promise<void> }

async function startPart(
  args: readonly string[],
  env: Record<string, string>,
): Promise<Part & { first: Promise<string> }> {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: {
      PATH: process.env['PATH'],
      NODE_ENV: 'test',
      LOG_LEVEL: 'debug',
      ...compileCache,
      ...env,
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const gone = once(child, 'close')
  let output = ''
  const first = Promise.withResolvers<string>()
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      output += `${line}\n`
      first.resolve(line)
    })
  }
  return {
    output: () => output,
    first: first.promise,
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM')
      await gone
    },
  }
}

test(
  '[LOG-5] of a whole call at debug level no number, word, instruction, ticket, key or token is printed',
  async () => {
    await using stack = new AsyncDisposableStack()
    const server = stack.use(await testDatabase())
    const database = stack.use(openDatabase(server.url))
    const stores = createStores(database)
    const [appPort, relayPort] = [await findFreePort(), await findFreePort()]
    const appUrl = `http://127.0.0.1:${appPort}`
    const account = { TWILIO_ACCOUNT_SID: `AC${'a'.repeat(32)}`, TWILIO_PHONE_NUMBER: OURS }
    const simulator = stack.use(
      await startPart(['simulator/main.ts'], {
        ...secrets,
        ...account,
        SIMULATOR_CARRIER_PORT: '0',
        SIMULATOR_MODEL_PORT: '0',
        SIMULATOR_VOICE_URL: `${appUrl}/api/twilio/voice`,
      }),
    )
    const vendors = JSON.parse(await simulator.first) as { carrier: string; model: string }
    const env = {
      ...secrets,
      ...account,
      LOG_LEVEL: 'debug',
      PUBLIC_URL: appUrl,
      RELAY_PORT: String(relayPort),
      RELAY_PUBLIC_URL: `ws://127.0.0.1:${relayPort}`,
      RELAY_INTERNAL_URL: `http://127.0.0.1:${relayPort}`,
      DATABASE_URL: server.url,
      OPENAI_BASE_URL: vendors.model,
      TWILIO_API_BASE_URL: vendors.carrier,
    }
    const relay = stack.use(await startRelayProcess(env))
    const app = stack.use(
      await startPart(['tests/soak/serve-app.ts'], { ...env, PORT: String(appPort) }),
    )
    await expect
      .poll(
        () =>
          fetch(`${appUrl}/api/health`).then(
            () => true,
            () => false,
          ),
        { timeout: 30_000 },
      )
      .toBe(true)

    const ask = async (method: string, path: string, body?: unknown) => {
      const response = await fetch(`${appUrl}${path}`, {
        method,
        headers: { 'x-api-key': secrets.API_KEY, 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
      return (await response.json()) as Record<string, unknown>
    }
    await fetch(`${appUrl}/api/setup`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: appUrl, 'x-api-key': secrets.API_KEY },
      body: JSON.stringify(owner),
    })
    const config = { ...defaultAgentConfig, instructions }
    const agent = await ask('POST', '/api/agents', { name: 'Violet', config })
    const placed = await ask('POST', '/api/calls', { to: TO, agentId: agent['id'] })
    expect(placed, JSON.stringify(placed)).toMatchObject({ to: TO })
    const callId = String(placed['id'])
    const said = async () =>
      (await stores.transcripts.list(callId)).flatMap(({ text }) =>
        text.length > 12 ? [text] : [],
      )
    await expect.poll(async () => (await said()).length, { timeout: 90_000 }).toBeGreaterThan(0)
    await ask('POST', `/api/calls/${callId}/end`)
    await expect
      .poll(async () => (await stores.calls.find(callId))?.endReason, { timeout: 30_000 })
      .toBeTruthy()
    const lines = await stores.transcripts.list(callId)

    const ticket = await mistakes(appUrl, relayPort, account.TWILIO_ACCOUNT_SID)
    const logged = await logOnce(
      {
        call: await stores.calls.find(callId),
        lines,
        ticket,
        secrets,
        owner,
        note: `${TO}: ${ticket}`,
      },
      { ...env },
    )
    expect(logged).toContain('a whole call')
    relay.signal('SIGINT')
    await relay.gone

    const printed = [simulator, relay, app].map((part) => part.output()).join('') + logged
    expect(printed).toContain('"relay listening"')
    expect(printed).toContain('"a request was answered"')
    const forbidden = [
      ...[TO, OURS].flatMap((number) => [number.slice(1), number.slice(2)]),
      ...words,
      ...(await said()),
      ...Object.values(secrets),
      owner.email,
      owner.password,
      ticket,
    ]
    expect(forbidden.filter((one) => printed.includes(one))).toEqual([])
  },
  PATIENCE_MS,
)

/** What goes wrong with numbers, words, tickets and keys in it; answers a ticket for a media stream. */
async function mistakes(appUrl: string, relayPort: number, accountSid: string): Promise<string> {
  const form = {
    AccountSid: accountSid,
    CallSid: `CA${randomBytes(16).toString('hex')}`,
    From: TO,
    To: OURS,
    Direction: 'inbound',
    CallStatus: 'ringing',
  }
  const url = `${appUrl}/api/twilio/voice`
  const post = (signature: string) =>
    fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-twilio-signature': signature,
      },
      body: new URLSearchParams(form).toString(),
    })
  await post('a-wrong-signature')
  const twiml = await (
    await post(twilio.getExpectedTwilioSignature(secrets.TWILIO_AUTH_TOKEN, url, form))
  ).text()
  const ticket = /value="([\w-]{43})"/.exec(twiml)?.[1]
  if (ticket === undefined) throw new Error(`No ticket in ${twiml}`)
  const headers = { 'x-api-key': secrets.API_KEY, 'content-type': 'application/json' }
  await fetch(`${appUrl}/api/calls?cursor=${encodeURIComponent(TO)}&ticket=${ticket}`, { headers })
  await fetch(`${appUrl}/api/calls`, { method: 'POST', headers, body: `{ "to": ${TO} armadillo` })
  await fetch(`${appUrl}/api/calls/${encodeURIComponent(TO)}/transcript`, { headers })
  await fetch(`${appUrl}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: appUrl },
    body: JSON.stringify({ email: owner.email, password: `${owner.password}!` }),
  })
  for (const path of [`/feed?ticket=${ticket}`, `/media-stream?ticket=${ticket}`]) {
    const socket = new WebSocket(`ws://127.0.0.1:${relayPort}${path}`, {
      headers: { origin: appUrl },
    })
    socket.on('error', () => undefined)
    await new Promise((resolve) => socket.on('close', resolve))
  }
  return ticket
}

/** The logger itself, in a process of its own, given all of it. */
async function logOnce(entry: unknown, env: Record<string, string>): Promise<string> {
  const code = `const { createLogger } = await import('${root}server/logger.ts')
    const { secretsOf } = await import('${root}server/redaction/secrets-of.ts')
    const logger = createLogger('relay', 'debug', secretsOf(process.env))
    const entry = JSON.parse(process.env.ENTRY)
    logger.debug({ deep: { deeper: entry } }, 'a whole call')
    logger.debug(entry.note)
    logger.error(new Error(entry.note, { cause: new Error(entry.secrets.TWILIO_AUTH_TOKEN) }))`
  const part = await startPart(['--input-type=module', '-e', code], {
    ...env,
    ENTRY: JSON.stringify(entry),
  })
  onTestFinished(() => part[Symbol.asyncDispose]())
  await expect.poll(() => part.output().split('\n').length, { timeout: 20_000 }).toBe(4)
  return part.output()
}
