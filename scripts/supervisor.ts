import { join } from 'node:path'
import { ConfigError, readConfig, type Config } from '#server/config.ts'
import { renderBanner } from './banner.ts'
import { buildConsole, needsBuild } from './build.ts'
import { claimDataFolder } from './data-folder.ts'
import { embeddedDatabaseUrl, prepareDatabase } from './database.ts'
import {
  assembleEnvironment,
  readEnvironment,
  readPlaces,
  type Environment,
} from './environment.ts'
import { keepRunning, type KeptChild } from './keep-running.ts'
import { startApp, startRelay, startSimulator, type PartName, type PartOptions } from './parts.ts'
import { findFreePort, requireFreePorts } from './ports.ts'
import type { Progress } from './progress.ts'
import { noteRunning } from './running.ts'
import { keepSecrets } from './secrets.ts'
import { StartProblem } from './start-problem.ts'
import { decideVendors } from './vendors.ts'

export type SupervisorOptions = {
  root: string
  given: Environment
  /** Reload on change instead of serving a build. */
  dev: boolean
  verbose: boolean
  progress: Progress
  /** Aborted when everything shall stop; its reason is a {@link StopReason}. */
  signal: AbortSignal
}

/** `drain`: calls may finish first, as long as DRAIN_SECONDS lets them. */
export type StopReason = 'at-once' | 'drain'

/**
 * Starts database, simulator, relay and app, says where they are, starts a relay
 * or an app that dies again, and stops them all in the opposite order when
 * `signal` aborts. Throws {@link StartProblem} when something cannot start, or
 * will not stay up.
 */
export async function runSwitchboard(options: SupervisorOptions): Promise<void> {
  const { progress, signal } = options
  await using stack = new AsyncDisposableStack()
  const plan = await makePlan(options, stack)
  const database = prepareDatabase({ ...plan, port: plan.databasePort, progress })
  await Promise.all([
    database.then((opened) => stack.use(opened)),
    options.dev ? undefined : buildIfNeeded(options, plan),
  ])
  signal.throwIfAborted()
  const parts = await startParts(options, plan, stack)
  progress.line(renderBanner({ ...plan, embeddedDatabase: plan.given.DATABASE_URL === undefined }))
  const problem = await Promise.race([
    ...[...parts.values()].map((part) => part.watch()),
    aborted(signal),
  ])
  if (problem !== null) throw problem
  if (signal.reason === 'drain') await drainRelay(parts, plan, progress)
  progress.line('\n  Stopping ...')
}

/**
 * The relay leaves first, while the others still serve its calls. Those that are
 * left when the time is over end with their reason: there will be nobody here to
 * hand them over to, nor to answer the carrier's question.
 */
async function drainRelay(parts: Parts, { config }: Plan, progress: Progress): Promise<void> {
  const seconds = config.DRAIN_SECONDS
  progress.line(`\n  Letting calls finish (${seconds} seconds at most) ...`)
  const hurryAfterMs = Math.max(1, seconds * 1_000 - BEFORE_HAND_OVER_MS)
  const graceMs = seconds * 1_000 + LAST_WRITES_MS
  await parts.get('relay')?.stop({ signal: 'SIGTERM', hurryAfterMs, graceMs })
}

const BEFORE_HAND_OVER_MS = 500

/** What a drained relay may take for its last writes. */
const LAST_WRITES_MS = 10_000

type Plan = Awaited<ReturnType<typeof makePlan>>

/** Everything that can be refused is refused here, before anything is started. */
async function makePlan(options: SupervisorOptions, stack: AsyncDisposableStack) {
  const given = readEnvironment(options.root, options.given)
  const vendors = decideVendors(given)
  if (vendors.problems.length > 0) throw new StartProblem(vendors.problems.join('\n'))
  const places = readPlaces(options.root, given)
  stack.use(claimDataFolder(places.dataDir, places.publicUrl))
  await requireFreePorts([
    { variable: 'PORT', port: places.port, host: places.host },
    { variable: 'RELAY_PORT', port: places.relayPort, host: given.RELAY_HOST ?? '127.0.0.1' },
  ])
  const databasePort = await findFreePort()
  const simulatorPorts = { carrier: await findFreePort(), model: await findFreePort() }
  const env = assembleEnvironment({
    given,
    places,
    secrets: keepSecrets(places.dataDir),
    simulated: vendors.simulated,
    simulatorPorts,
    databaseUrl: embeddedDatabaseUrl(databasePort),
  })
  const config = requireGoodConfig(env)
  stack.use(noteRunning(places.dataDir, env))
  return { given, places, env, config, simulated: vendors.simulated, simulatorPorts, databasePort }
}

function requireGoodConfig(env: Environment): Config {
  try {
    return readConfig(env)
  } catch (error) {
    if (error instanceof ConfigError) throw new StartProblem(error.message)
    throw error
  }
}

async function buildIfNeeded(options: SupervisorOptions, plan: Plan): Promise<void> {
  const { progress, root, signal } = options
  if (!needsBuild(root)) return
  await progress.step(
    'Building the console (half a minute, only when it changed)',
    'Console built',
    () =>
      buildConsole({
        root,
        dataDir: plan.places.dataDir,
        env: plan.env,
        signal,
        onPhase: (line) => progress.line(`    ${line}`),
      }),
  )
}

type Parts = ReadonlyMap<PartName, KeptChild>

async function startParts(
  options: SupervisorOptions,
  plan: Plan,
  stack: AsyncDisposableStack,
): Promise<Parts> {
  const { progress } = options
  const parts = new Map<PartName, KeptChild>()
  const start: PartOptions['start'] = (name, args, env) => {
    const childPlan = {
      name,
      args,
      env,
      mode: options.dev ? 'development' : 'production',
      verbose: options.verbose,
      logFile: join(plan.places.dataDir, 'logs', `${name}.log`),
      show: (line: string) => progress.line(`  ${name} | ${line}`),
    } as const
    const kept = keepRunning(childPlan, {
      // A simulator that died took its side of every call along.
      startsAgain: name !== 'simulator',
      say: (line) => progress.line(`  ${line}`),
    })
    // SIGINT: a relay ends its calls now, with their reason.
    stack.defer(() => kept.stop({ signal: 'SIGINT' }))
    parts.set(name, kept)
    return kept.child
  }
  const part = { ...plan, start, dev: options.dev, signal: options.signal }
  await progress.step('Starting', 'Running', async () => {
    if (plan.simulated.length > 0) await startSimulator(part)
    await startRelay(part)
    await startApp(part)
  })
  // First of all: the app may be the way that the calls' audio takes.
  stack.defer(() => parts.get('relay')?.stop({ signal: 'SIGINT' }))
  return parts
}

function aborted(signal: AbortSignal): Promise<null> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(null)
    else signal.addEventListener('abort', () => resolve(null), { once: true })
  })
}
