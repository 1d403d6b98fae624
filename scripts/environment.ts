import { existsSync, readFileSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { parseEnv } from 'node:util'
import { z } from 'zod'
import type { Secrets } from './secrets.ts'
import { StartProblem } from './start-problem.ts'
import type { VendorName } from './vendors.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** The environment with `<root>/.env` beneath it: what is set already wins, even if empty; empty then counts as unset. */
export function readEnvironment(root: string, given: Environment): Environment {
  const path = join(root, '.env')
  const kept = existsSync(path) ? parseEnv(readFileSync(path, 'utf8')) : {}
  return withoutEmpty({ ...kept, ...given })
}

const portSchema = z.coerce.number().int().min(1).max(65_535)

export type Places = {
  port: number
  relayPort: number
  /** What the console listens on; only this machine reaches it unless `HOST` says otherwise. */
  host: string
  dataDir: string
  publicUrl: string
}

/** Where this start shall live. Throws {@link StartProblem} for a port that is none. */
export function readPlaces(root: string, env: Environment): Places {
  const port = readPort(env, 'PORT', 3_000)
  const dataDir = env.SWITCHBOARD_DATA_DIR ?? '.data'
  return {
    port,
    relayPort: readPort(env, 'RELAY_PORT', 8_081),
    host: env.HOST ?? '127.0.0.1',
    dataDir: isAbsolute(dataDir) ? dataDir : join(root, dataDir),
    publicUrl: env.PUBLIC_URL?.replace(/\/$/, '') ?? `http://localhost:${port}`,
  }
}

export type SimulatorPorts = { carrier: number; model: number }

/**
 * The whole environment of the app and the relay: what was given, and for the
 * rest this clone's secrets, the embedded database and the simulator. Nothing
 * given is ever replaced.
 */
export function assembleEnvironment(options: {
  given: Environment
  places: Places
  secrets: Secrets
  simulated: readonly VendorName[]
  simulatorPorts: SimulatorPorts
  databaseUrl: string
}): Environment {
  const { given, places, secrets, simulated, simulatorPorts } = options
  return {
    LOG_LEVEL: 'info',
    AUTH_SECRET: secrets.authSecret,
    RELAY_SECRET: secrets.relaySecret,
    STORAGE_URL: `file:${join(places.dataDir, 'recordings')}`,
    JOURNAL_DIR: join(places.dataDir, 'journal'),
    SPOOL_DIR: join(places.dataDir, 'spool'),
    // A relay that dies is back sooner: compiled code is half of what a start costs.
    NODE_COMPILE_CACHE: join(places.dataDir, 'compiled'),
    DATABASE_URL: options.databaseUrl,
    ...(simulated.includes('carrier') && simulatedCarrier(secrets, simulatorPorts)),
    ...(simulated.includes('model') && simulatedModel(secrets, simulatorPorts)),
    ...given,
    PORT: String(places.port),
    RELAY_PORT: String(places.relayPort),
    PUBLIC_URL: places.publicUrl,
    RELAY_INTERNAL_URL: given.RELAY_INTERNAL_URL ?? `http://127.0.0.1:${places.relayPort}`,
    SIMULATED_VENDORS: simulated.join(','),
    NEXT_TELEMETRY_DISABLED: '1',
  }
}

function simulatedCarrier(secrets: Secrets, ports: SimulatorPorts): Environment {
  return {
    TWILIO_ACCOUNT_SID: secrets.twilioAccountSid,
    TWILIO_AUTH_TOKEN: secrets.twilioAuthToken,
    TWILIO_PHONE_NUMBER: secrets.twilioPhoneNumber,
    TWILIO_API_BASE_URL: `http://127.0.0.1:${ports.carrier}`,
  }
}

function simulatedModel(secrets: Secrets, ports: SimulatorPorts): Environment {
  return {
    OPENAI_API_KEY: secrets.openaiApiKey,
    OPENAI_BASE_URL: `http://127.0.0.1:${ports.model}/v1`,
  }
}

function readPort(env: Environment, name: string, fallback: number): number {
  const parsed = portSchema.safeParse(env[name] ?? fallback)
  if (parsed.success) return parsed.data
  throw new StartProblem(
    `${name} is "${env[name]}"; it must be a port between 1 and 65535, like ${fallback}.`,
  )
}

function withoutEmpty(env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
}
