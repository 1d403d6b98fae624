import type { WebSocket } from 'ws'
import { feedHelloSchema, type FeedHello, type FeedMessage } from '#contracts/feed.ts'
import { boundedSender, type BoundedSender } from './bounded-sender.ts'
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
    /** The live calls as they stand, none older than the question. */
    snapshots: () => Promise<readonly Snapshot[]>
    onError: (error: unknown) => void
  },
): void {
  const impatience = setTimeout(() => socket.close(closePolicy, 'no hello'), helloMs)
  socket.once('message', (data) => {
    clearTimeout(impatience)
    greet(socket, data.toString(), deps).catch((error: unknown) => {
      deps.onError(error)
      socket.close(closeTryAgain, 'try again')
    })
  })
  socket.on('close', () => clearTimeout(impatience))
  socket.on('error', deps.onError)
}

/** WebSocket close code for a peer that breaks the rules (RFC 6455, 7.4.1). */
const closePolicy = 1008
const closeTryAgain = 1013
const helloMs = 5_000
const beatMs = 15_000

async function greet(
  socket: WebSocket,
  text: string,
  deps: Parameters<typeof serveFeed>[1],
): Promise<void> {
  const hello = parseHello(text)
  if (!hello) return socket.close(closePolicy, 'hello expected')
  const operator = await deps.redeemTicket(hello.ticket)
  if (!operator) return socket.close(closePolicy, 'ticket refused')
  return subscribe(socket, hello, deps)
}

async function subscribe(
  socket: WebSocket,
  hello: FeedHello,
  deps: Parameters<typeof serveFeed>[1],
): Promise<void> {
  const { log } = deps
  const sender = boundedSender(socket)
  const missed = hello.resume?.epoch === log.epoch ? log.after(hello.resume.seq) : null
  const seq = log.seq()
  // Taken later than `seq`; changes that they show already come again, whole as they are.
  const backlog: readonly FeedMessage[] = missed ?? (await deps.snapshots())
  sender.send(JSON.stringify({ type: 'welcome', epoch: log.epoch, seq, resumed: missed !== null }))
  for (const message of backlog) await sender.sendPaced(JSON.stringify(message))
  const stop = await follow(sender, log, seq)
  const beat = setInterval(
    () => sender.send(JSON.stringify({ type: 'beat', seq: log.seq() })),
    beatMs,
  )
  const end = () => {
    clearInterval(beat)
    stop()
  }
  if (sender.isOpen()) socket.once('close', end)
  else end()
}

/**
 * Sends what the log got since `seq` while the backlog went out, at the
 * console's own pace, then every further change as it comes. Answers how to
 * stop; a console that is gone, or too slow for the log's memory, hears no more.
 */
async function follow(sender: BoundedSender, log: FeedLog, seq: number): Promise<() => void> {
  for (let read = seq; sender.isOpen();) {
    const next = log.after(read)
    if (next === null) sender.letGo()
    // Listening begins in the same moment in which nothing was missing.
    else if (next.length === 0) return log.listen(sender.send)
    for (const entry of next ?? []) await sender.sendPaced(JSON.stringify(entry))
    read = next?.at(-1)?.seq ?? read
  }
  return () => undefined
}

function parseHello(text: string): FeedHello | null {
  try {
    const parsed = feedHelloSchema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
