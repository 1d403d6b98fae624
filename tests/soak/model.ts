import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'
import type { CallSeen, SessionSeen } from './evidence.ts'
import { openModelSession, type ModelSession } from './model-session.ts'
import type { Random } from './random.ts'
import type { CallerBlock } from './stamp.ts'
import type { Story } from './story.ts'

export type SoakModel = {
  /** As `OPENAI_BASE_URL` wants it. */
  baseUrl: string
  /** Every session there ever was. */
  sessions: readonly SessionSeen[]
  /** Those that are open. */
  open(): ModelSession[]
  /** The next connections are refused with a status. */
  refuse(connections: number, status: number): void
  close(): Promise<void>
}

export type ModelSurroundings = {
  nowMs(): number
  random: Random
  callOf(number: number): { seen: CallSeen; story: Story } | undefined
}

/** An hour, as at the vendor; some sessions are much shorter, so that their renewal is seen. */
const SESSION_MS = 3_600_000
const SHORT_SESSION = { chance: 0.3, msMin: 10_000, msMax: 40_000 }

/** Starts the model's end on a free port of the loopback. */
export async function startSoakModel(around: ModelSurroundings): Promise<SoakModel> {
  const sessions: SessionSeen[] = []
  const open = new Set<ModelSession>()
  const refusals = { left: 0, status: 503 }
  const heard = createHearing(around)
  const lives = around.random.fork('lives')
  const sessionMs = () =>
    lives.chance(SHORT_SESSION.chance)
      ? lives.between(SHORT_SESSION.msMin, SHORT_SESSION.msMax)
      : SESSION_MS
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false })
  const server = createServer((_request, response) => void response.writeHead(404).end())
  server.on('upgrade', (request, socket, head) => {
    if (refusals.left > 0) {
      refusals.left -= 1
      return void socket.end(`HTTP/1.1 ${refusals.status} No\r\nContent-Length: 0\r\n\r\n`)
    }
    sockets.handleUpgrade(request, socket, head, (client) => {
      const session = openModelSession(client, sessions.length + 1, {
        nowMs: around.nowMs,
        random: around.random,
        sessionMs,
        onHeard: heard.hear,
        tell: heard.tell,
      })
      sessions.push(session.seen)
      open.add(session)
      client.on('close', () => open.delete(session))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    sessions,
    open: () => [...open],
    refuse(connections, status) {
      refusals.left = connections
      refusals.status = status
    },
    async close() {
      for (const session of open) session.terminate()
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

/** Finds out whom a session serves by what it hears, and that no audio is heard twice or by the wrong one. */
function createHearing({ nowMs, callOf }: ModelSurroundings) {
  const lastFrames = new Map<number, number>()
  /** What a session did before it heard anybody. */
  const untold = new Map<number, string[]>()

  function tell(session: SessionSeen, what: string): void {
    const line = `session ${session.number}: ${what}`
    if (session.call !== null) return callOf(session.call)?.story.tell('model', line)
    untold.set(session.number, [...(untold.get(session.number) ?? []), line])
  }
  function hear(session: SessionSeen, block: CallerBlock): void {
    if (session.call === null) {
      session.call = block.call
      session.stream = block.stream
      for (const line of untold.get(session.number) ?? []) {
        callOf(block.call)?.story.tell('model', `(before) ${line}`)
      }
      untold.delete(session.number)
    }
    if (session.call !== block.call || session.stream !== block.stream) {
      const what = `audio of call ${block.call}, stream ${block.stream}, in session ${session.number}`
      return void session.breaches.push({ rule: 'own audio only', what, atMs: nowMs() })
    }
    // A session that replaces a lost one is told again what the caller had not been answered.
    const last = lastFrames.get(session.number) ?? -1
    if (block.frame <= last) {
      const what = `frame ${block.frame} of stream ${block.stream} after frame ${last}`
      session.breaches.push({ rule: 'audio once, in order', what, atMs: nowMs() })
    }
    lastFrames.set(session.number, Math.max(last, block.frame))
  }
  return { hear, tell }
}
