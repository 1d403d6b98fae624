import { randomInt } from 'node:crypto'
import { createServer, connect } from 'node:net'
import { findPortHolder } from './port-holder.ts'
import { StartProblem } from './start-problem.ts'

export type WantedPort = {
  /** The environment variable that chooses it, e.g. `PORT`. */
  variable: string
  port: number
  host: string
}

/** Throws {@link StartProblem} naming every wanted port that is taken, what holds it and which variable moves ours. */
export async function requireFreePorts(wanted: readonly WantedPort[]): Promise<void> {
  const complaints: string[] = []
  for (const each of wanted) {
    given.add(each.port)
    const refusal = await whyNotFree(each.port, each.host)
    if (refusal !== null) complaints.push(await describeRefusal(each, refusal))
  }
  const [first, second] = wanted
  if (first !== undefined && first.port === second?.port) {
    complaints.push(
      `${first.variable} and ${second.variable} are both ${first.port}; give them different ports.`,
    )
  }
  if (complaints.length > 0) throw new StartProblem(complaints.join('\n'))
}

/** What this process has in mind to listen on, though it may not yet. */
const given = new Set<number>()

/**
 * A port that nobody listens on right now, that this process was not given before, and that the
 * system gives meanwhile to nobody who asks for any: it takes those from above.
 */
export async function findFreePort(host = '127.0.0.1'): Promise<number> {
  for (;;) {
    const port = randomInt(15_000, 32_768)
    if (given.has(port)) continue
    given.add(port)
    const refusal = await whyNotFree(port, host)
    if (refusal === null) return port
    if (refusal !== 'EADDRINUSE') throw new Error(`No port on ${host} can be used (${refusal}).`)
  }
}

async function describeRefusal(wanted: WantedPort, refusal: string): Promise<string> {
  if (refusal === 'EADDRINUSE') {
    const holder = await findPortHolder(wanted.port)
    const byWhom = holder === null ? '' : ` by "${holder.command}" (process ${holder.pid})`
    const free = await nextFreePort(wanted)
    return (
      `Port ${wanted.port} is taken${byWhom}.\n` +
      `  Stop that program, or choose another port: ${wanted.variable}=${free} npm start`
    )
  }
  if (refusal === 'EACCES') {
    return `Port ${wanted.port} is not allowed to this account. Choose one above 1023, e.g. ${wanted.variable}=3000.`
  }
  return `Port ${wanted.port} on ${wanted.host} cannot be used (${refusal}). Check ${wanted.variable}.`
}

async function nextFreePort({ port, host }: WantedPort): Promise<number> {
  for (let next = port + 1; next < port + 20 && next <= 65_535; next += 1) {
    if ((await whyNotFree(next, host)) === null) return next
  }
  return findFreePort(host)
}

async function whyNotFree(port: number, host: string): Promise<string | null> {
  const refusal = await new Promise<string | null>((resolve) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    server.listen(port, host, () => server.close(() => resolve(null)))
  })
  if (refusal !== null) return refusal
  // Some systems let one program listen on every address and another on loopback.
  return (await somebodyAnswers(port)) ? 'EADDRINUSE' : null
}

function somebodyAnswers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' })
    const answer = (taken: boolean) => {
      socket.destroy()
      resolve(taken)
    }
    socket.once('connect', () => answer(true)).once('error', () => answer(false))
    socket.setTimeout(500, () => answer(false))
  })
}
