import { WebSocket } from 'ws'
import { feedHelloSchema, type FeedHello, type FeedMessage } from '#contracts/feed.ts'
import type { FeedLog } from './feed-log.ts'

type Snapshot = Extract<FeedMessage, { type: 'snapshot' }>

/**
 * Serves one console: waits for its `hello`, checks the ticket, then sends what
 * it missed (or a fresh start) and everything that follows. A console that
 * reads too slowly is let go; it resumes where it was.
 */
export function serveFeed(
  socket: WebSocket,
  deps: {
    log: FeedLog
    redeemTicket: (ticket: string) => Promise<{ operatorId: string } | null>
    snapshots: () => readonly Snapshot[]
    onError: (error: unknown) => void
  },
): void {
  const impatience = setTimeout(() => socket.close(closePolicy, 'no hello'), helloMs)
  socket.once('message', (data) => {
    clearTimeout(impatience)
    void greet(socket, data.toString(), deps)
  })
  socket.on('close', () => clearTimeout(impatience))
  socket.on('error', deps.onError)
}

/** WebSocket close code for a peer that breaks the rules (RFC 6455, 7.4.1). */
const closePolicy = 1008
const closeTryAgain = 1013
const helloMs = 5_000
const beatMs = 15_000
const bufferedBytesMax = 4 * 1024 * 1024

async function greet(
  socket: WebSocket,
  text: string,
  deps: Parameters<typeof serveFeed>[1],
): Promise<void> {
  const hello = parseHello(text)
  if (!hello) return socket.close(closePolicy, 'hello expected')
  try {
    const operator = await deps.redeemTicket(hello.ticket)
    if (!operator) return socket.close(closePolicy, 'ticket refused')
  } catch (error) {
    deps.onError(error)
    return socket.close(closeTryAgain, 'try again')
  }
  if (socket.readyState === WebSocket.OPEN) subscribe(socket, hello, deps)
}

/** Runs without a pause, so that no change falls between what was missed and what follows. */
function subscribe(
  socket: WebSocket,
  hello: FeedHello,
  deps: Parameters<typeof serveFeed>[1],
): void {
  const { log } = deps
  const send = (wire: string) => {
    if (socket.readyState !== WebSocket.OPEN) return
    if (socket.bufferedAmount > bufferedBytesMax) return socket.close(closeTryAgain, 'too slow')
    socket.send(wire)
  }
  const say = (message: FeedMessage) => send(JSON.stringify(message))
  const missed = hello.resume?.epoch === log.epoch ? log.after(hello.resume.seq) : null
  say({ type: 'welcome', epoch: log.epoch, seq: log.seq(), resumed: missed !== null })
  for (const message of missed ?? deps.snapshots()) say(message)
  const stop = log.listen(send)
  const beat = setInterval(() => say({ type: 'beat', seq: log.seq() }), beatMs)
  socket.on('close', () => {
    clearInterval(beat)
    stop()
  })
}

function parseHello(text: string): FeedHello | null {
  try {
    const parsed = feedHelloSchema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
