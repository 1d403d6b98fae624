import { mkdtemp, rm } from 'node:fs/promises'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findFreePort } from '#scripts/ports.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const READY = /Switchboard: (http\S+)/

/**
 * Playwright's global set-up: starts the product as `npm start` does, on free
 * ports, in a folder of its own, and stops it at the end. `E2E_BASE_URL` set
 * already means that one is running.
 */
export default async function runProduct(): Promise<(() => Promise<void>) | undefined> {
  if (process.env['E2E_BASE_URL'] !== undefined) return undefined
  const dataDir = await mkdtemp(join(tmpdir(), 'switchboard-e2e-'))
  const product = spawn(process.execPath, ['scripts/start.ts'], {
    cwd: root,
    env: { ...withoutVendors(process.env), ...(await choosePlaces(dataDir)) },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const address = await untilReady(product)
  process.env['E2E_BASE_URL'] = address
  process.env['E2E_DATA_DIR'] = dataDir
  return async () => {
    const gone = once(product, 'exit')
    // At once: SIGTERM would let calls finish first.
    product.kill('SIGINT')
    await gone
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function choosePlaces(dataDir: string) {
  return {
    PORT: String(await findFreePort()),
    RELAY_PORT: String(await findFreePort()),
    SWITCHBOARD_DATA_DIR: dataDir,
  }
}

/** Tests make no paid calls, whatever this machine's environment would allow. */
function withoutVendors(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const foreign = /^(TWILIO_|OPENAI_|DATABASE_URL|REDIS_URL|PUBLIC_URL|RELAY_|API_KEY|SIMULATED)/
  const emptied = Object.keys(env).filter((name) => foreign.test(name))
  return { ...env, ...Object.fromEntries(emptied.map((name) => [name, ''])) }
}

async function untilReady(product: ReturnType<typeof spawn>): Promise<string> {
  let output = ''
  return new Promise((resolve, reject) => {
    const take = (chunk: Buffer) => {
      output += chunk.toString()
      const address = READY.exec(output)?.[1]
      if (address !== undefined) resolve(address)
    }
    product.stdout?.on('data', take)
    product.stderr?.on('data', take)
    product.once('exit', (code) => reject(new Error(`npm start ended (${code}):\n${output}`)))
  })
}
