import { join } from 'node:path'
import { ConfigError, readConfig } from '#server/config.ts'
import { renderBanner } from './banner.ts'
import { buildConsole, needsBuild } from './build.ts'
import { startChild, type Child } from './children.ts'
import { claimDataFolder } from './data-folder.ts'
import { embeddedDatabaseUrl, prepareDatabase } from './database.ts'
import {
  assembleEnvironment,
  readEnvironment,
  readPlaces,
  type Environment,
} from './environment.ts'
import { startApp, startRelay, startSimulator, type PartOptions } from './parts.ts'
import { findFreePort, requireFreePorts } from './ports.ts'
import type { Progress } from './progress.ts'
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
  /** Aborted when everything shall stop. */
  signal: AbortSignal
}

/**
 * Starts database, simulator, relay and app, says where they are, and stops
 * them in the opposite order when `signal` aborts. Throws {@link StartProblem}
 * when something cannot start, or when a part dies while running.
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
  const children = await startParts(options, plan, stack)
  progress.line(renderBanner({ ...plan, embeddedDatabase: plan.given.DATABASE_URL === undefined }))
  const death = await Promise.race([anyDeath(children), aborted(signal)])
  if (death !== null) throw death
  progress.line('\n  Stopping ...')
}

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
  requireGoodConfig(env)
  return { given, places, env, simulated: vendors.simulated, simulatorPorts, databasePort }
}

function requireGoodConfig(env: Environment): void {
  try {
    readConfig(env)
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

async function startParts(options: SupervisorOptions, plan: Plan, stack: AsyncDisposableStack) {
  const { progress } = options
  const children: Child[] = []
  const start: PartOptions['start'] = (name, args, env) => {
    const child = startChild({
      name,
      args,
      env,
      mode: options.dev ? 'development' : 'production',
      verbose: options.verbose,
      logFile: join(plan.places.dataDir, 'logs', `${name}.log`),
      show: (line) => progress.line(`  ${name} | ${line}`),
    })
    stack.defer(() => child.stop())
    children.push(child)
    return child
  }
  const part = { ...plan, start, dev: options.dev, signal: options.signal }
  await progress.step('Starting', 'Running', async () => {
    if (plan.simulated.length > 0) await startSimulator(part)
    await startRelay(part)
    await startApp(part)
  })
  return children
}

async function anyDeath(children: readonly Child[]): Promise<StartProblem> {
  return Promise.race(
    children.map(async (child) => {
      const how = await child.gone
      const lines = child.lastLines().map((line) => `  ${line}`)
      return new StartProblem(
        [
          `The ${child.name} stopped by itself (${how}), so everything stops. Its last lines:`,
          ...lines,
        ].join('\n'),
      )
    }),
  )
}

function aborted(signal: AbortSignal): Promise<null> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(null)
    else signal.addEventListener('abort', () => resolve(null), { once: true })
  })
}
