import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findFreePort } from '#scripts/ports.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const ready = /Switchboard: (http\S+)/

export type Product = {
  url: string
  relayUrl: string
  dataDir: string
  /** All it has printed. */
  output: () => string
  /** At once: calls that are up end. */
  stop: () => Promise<void>
}

/**
 * Starts the product as `npm start` does, on free ports, in a folder of its own.
 * Without `env` all vendors are simulated, whatever this machine's environment
 * would allow: tests make no paid calls.
 */
export async function startProduct(env: Record<string, string> = {}): Promise<Product> {
  const dataDir = await mkdtemp(join(tmpdir(), 'switchboard-product-'))
  const [port, relayPort] = [await findFreePort(), await findFreePort()]
  const product = spawn(process.execPath, ['scripts/start.ts'], {
    cwd: root,
    env: {
      ...withoutVendors(process.env),
      PORT: String(port),
      RELAY_PORT: String(relayPort),
      SWITCHBOARD_DATA_DIR: dataDir,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const url = await new Promise<string>((resolve, reject) => {
    const take = (chunk: Buffer) => {
      output += chunk.toString()
      const address = ready.exec(output)?.[1]
      if (address !== undefined) resolve(address)
    }
    product.stdout.on('data', take)
    product.stderr.on('data', take)
    product.once('exit', (code) => reject(new Error(`npm start ended (${code}):\n${output}`)))
  })
  return {
    url,
    relayUrl: `http://127.0.0.1:${relayPort}`,
    dataDir,
    output: () => output,
    async stop() {
      const gone = once(product, 'exit')
      product.kill('SIGINT')
      await gone
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

function withoutVendors(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const foreign = /^(TWILIO_|OPENAI_|DATABASE_URL|REDIS_URL|PUBLIC_URL|RELAY_|API_KEY|SIMULATED)/
  const emptied = Object.keys(env).filter((name) => foreign.test(name))
  return { ...env, ...Object.fromEntries(emptied.map((name) => [name, ''])) }
}
