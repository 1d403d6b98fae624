import { join } from 'node:path'
import { findFreePort } from '#scripts/ports.ts'
import { startChild, waitUntilAnswers, type Child } from './child.ts'
import type { Target } from './tcp-proxy.ts'

export type RelayProcess = {
  readonly name: string
  readonly port: number
  readonly startedAtMs: number
  child: Child
  state: 'up' | 'draining' | 'gone'
}

export type Relays = {
  /** Those that take streams. */
  up(): RelayProcess[]
  all(): RelayProcess[]
  /** Where the next connection goes, each in turn. */
  pick(): Target | null
  /** Starts another one; settles when it answers. */
  add(): Promise<RelayProcess>
  /** Ends one as a crash does, and has another take its place and port. */
  kill(relay: RelayProcess): Promise<void>
  /** Brings another one up, then asks this one to leave; settles with how it left. */
  replace(relay: RelayProcess): Promise<number | string>
  /** Asks all to leave; answers with how each that was not killed left. */
  leave(): Promise<{ name: string; exit: number | string }[]>
}

export type RelayOptions = {
  env: Record<string, string>
  folder: string
  nowMs(): number
}

/** Real relay processes, restarted and replaced as their keepers would do it. */
export function createRelays({ env, folder, nowMs }: RelayOptions): Relays {
  const all: RelayProcess[] = []
  const exits: { name: string; exit: number | string }[] = []
  let turn = 0

  async function start(port: number): Promise<RelayProcess> {
    const name = `relay-${all.length + 1}`
    const own = {
      RELAY_PORT: String(port),
      RELAY_INTERNAL_URL: `http://127.0.0.1:${port}`,
    }
    const child = startChild(
      'server/relay/main.ts',
      { ...env, ...own },
      join(folder, `${name}.log`),
    )
    const relay: RelayProcess = { name, port, startedAtMs: nowMs(), child, state: 'draining' }
    all.push(relay)
    void child.exited.then(() => (relay.state = 'gone'))
    await waitUntilAnswers(child, `http://127.0.0.1:${port}/ready`)
    relay.state = 'up'
    return relay
  }
  const up = () => all.filter(({ state }) => state === 'up')

  async function leave(relay: RelayProcess): Promise<number | string> {
    relay.state = 'draining'
    relay.child.process.kill('SIGTERM')
    const exit = await relay.child.exited
    exits.push({ name: relay.name, exit })
    return exit
  }
  return {
    up,
    all: () => all,
    pick() {
      const ready = up()
      const relay = ready[(turn += 1) % Math.max(1, ready.length)]
      return relay ? { host: '127.0.0.1', port: relay.port } : null
    },
    add: async () => start(await findFreePort()),
    async kill(relay) {
      relay.state = 'gone'
      relay.child.process.kill('SIGKILL')
      await relay.child.exited
      await start(relay.port)
    },
    async replace(relay) {
      await start(await findFreePort())
      return leave(relay)
    },
    async leave() {
      await Promise.all(up().map(leave))
      return exits
    },
  }
}
