import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readConfig, type Config } from '#server/config.ts'
import { guardOutput } from '#server/redaction/guard-output.ts'
import { secretsOf } from '#server/redaction/secrets-of.ts'
import { createStores } from '#server/storage/create-stores.ts'
import { openDatabase } from '#server/storage/database.ts'
import type { Stores } from '#server/storage/stores.ts'
import { claimDataFolder } from './data-folder.ts'
import { openEmbeddedDatabase } from './embedded-database.ts'
import {
  assembleEnvironment,
  readEnvironment,
  readPlaces,
  type Environment,
} from './environment.ts'
import { readRunning } from './running.ts'
import { keepSecrets } from './secrets.ts'
import { StartProblem } from './start-problem.ts'
import { decideVendors } from './vendors.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Nobody answers there: without a running simulator its carrier cannot be asked. */
const NOBODY = 9

/**
 * The configuration and the stores for a command about recordings, beside a
 * running Switchboard or without one; what is opened closes with `stack`.
 */
export async function openForCommand(
  stack: AsyncDisposableStack,
  command: string,
): Promise<{ config: Config; stores: Stores }> {
  const given = readEnvironment(root, process.env)
  const places = readPlaces(root, given)
  const running = readRunning(places.dataDir)
  const databaseUrl =
    given.DATABASE_URL ?? running?.DATABASE_URL ?? (await openOwn(places.dataDir, stack, command))
  const assembled = assembleEnvironment({
    given,
    places,
    secrets: keepSecrets(places.dataDir),
    simulated: decideVendors(given).simulated,
    simulatorPorts: { carrier: NOBODY, model: NOBODY },
    databaseUrl,
  })
  const config = readConfig({ ...assembled, ...carrierOf(given, running) })
  guardOutput(secretsOf(config))
  const database = stack.use(openDatabase(config.DATABASE_URL))
  return { config, stores: createStores(database) }
}

function carrierOf(given: Environment, running: Environment | null): Environment {
  const url = given.TWILIO_API_BASE_URL ?? running?.TWILIO_API_BASE_URL
  return url === undefined ? {} : { TWILIO_API_BASE_URL: url }
}

async function openOwn(
  dataDir: string,
  stack: AsyncDisposableStack,
  command: string,
): Promise<string> {
  const folder = join(dataDir, 'postgres')
  if (!existsSync(folder)) throw new StartProblem(`there is no database in ${folder}.`)
  stack.use(claimDataFolder(dataDir, command))
  const { url, close } = await openEmbeddedDatabase({ dataDir: folder })
  stack.defer(close)
  return url
}
