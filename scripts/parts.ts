import { z } from 'zod'
import type { Child } from './children.ts'
import type { Environment, Places, SimulatorPorts } from './environment.ts'
import { waitUntilHealthy } from './health.ts'
import type { VendorName } from './vendors.ts'

export type PartOptions = {
  places: Places
  env: Environment
  simulated: readonly VendorName[]
  simulatorPorts: SimulatorPorts
  dev: boolean
  signal: AbortSignal
  start: (name: PartName, args: string[], env: Environment) => Child
}

export type PartName = 'simulator' | 'relay' | 'app'

/**
 * A relay's garbage is young and small: left to grow, V8's young generation takes
 * most of a megabyte a call for nothing, and within minutes its old one another
 * (docs/decisions/010).
 */
const HEAP_FLAGS = ['--max-semi-space-size=4', '--heap-growing-percent=40']

const PATIENCE_MS = 60_000
/** The first request to `next dev` compiles what it asks for. */
const PATIENCE_DEV_MS = 180_000

const readySchema = z.object({ ready: z.literal(true) })

/** Starts the stand-ins for the vendors that are simulated, and waits until they listen. */
export async function startSimulator(part: PartOptions): Promise<void> {
  const { env, places, simulated, simulatorPorts } = part
  const child = part.start('simulator', [...watching(part), 'simulator/main.ts'], {
    ...env,
    SIMULATOR_CARRIER_PORT: simulated.includes('carrier')
      ? String(simulatorPorts.carrier)
      : undefined,
    SIMULATOR_MODEL_PORT: simulated.includes('model') ? String(simulatorPorts.model) : undefined,
    SIMULATOR_VOICE_URL: `${places.publicUrl}/twiml`,
    SIMULATOR_STATUS_URL: `${places.publicUrl}/api/twilio/status`,
  })
  await child.line(isReady)
}

/** Starts the relay and waits until it answers. */
export async function startRelay(part: PartOptions): Promise<void> {
  const child = part.start(
    'relay',
    [...watching(part), ...HEAP_FLAGS, 'server/relay/main.ts'],
    part.env,
  )
  const url = `http://127.0.0.1:${part.places.relayPort}/health`
  await waitUntilHealthy(child, url, { patienceMs: PATIENCE_MS, signal: part.signal })
}

/** Starts the console and waits until it answers. */
export async function startApp(part: PartOptions): Promise<void> {
  const { places, dev } = part
  const command = [dev ? 'dev' : 'start', '-p', String(places.port), '-H', places.host]
  const child = part.start('app', ['node_modules/next/dist/bin/next', ...command], part.env)
  const host = places.host === '0.0.0.0' || places.host === '::' ? '127.0.0.1' : places.host
  await waitUntilHealthy(child, `http://${host}:${places.port}/api/health`, {
    patienceMs: dev ? PATIENCE_DEV_MS : PATIENCE_MS,
    signal: part.signal,
  })
}

function watching(part: PartOptions): string[] {
  return part.dev ? ['--watch', '--watch-preserve-output'] : []
}

function isReady(line: string): boolean {
  try {
    return readySchema.safeParse(JSON.parse(line)).success
  } catch {
    return false
  }
}
