import type { WebSocket } from 'ws'
import { feedHelloSchema, type FeedHello, type FeedMessage } from '#contracts/feed.ts'
import type { Scope } from '#contracts/scope.ts'
import { may } from '#core/access/may.ts'
import { boundedSender, type BoundedSender } from './bounded-sender.ts'
import type { FeedLog } from './feed-log.ts'
import { createTeller, type Teller } from './teller.ts'

type Snapshot = Extract<FeedMessage, { type: 'snapshot' }>

export type FeedParts = {
  log: FeedLog
  /** Lets the ticket's holder in, and answers what they may hear; null: it opens nothing. */
  admit: (ticket: string) => Promise<readonly Scope[] | null>
  /** The live calls as they stand, none older than the question. */
  snapshots: () => Promise<readonly Snapshot[]>
  onError: (error: unknown) => void
}

/**
 * Serves one console: waits for its `hello`, checks the ticket, then sends what
 * it missed (or a fresh start) and everything that follows, as far as its
 * operator may hear it. A console that reads too slowly is let go; it resumes
 * where it was.
 */
export function serveFeed(socket: WebSocket, deps: FeedParts): void {
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

async function greet(socket: WebSocket, text: string, deps: FeedParts): Promise<void> {
  const hello = parseHello(text)
  if (!hello) return socket.close(closePolicy, 'hello expected')
  const scopes = await deps.admit(hello.ticket)
  if (!scopes || !may(scopes, 'calls:read')) return socket.close(closePolicy, 'ticket refused')
  return subscribe(socket, hello, { ...deps, scopes })
}

async function subscribe(
  socket: WebSocket,
  hello: FeedHello,
  deps: FeedParts & { scopes: readonly Scope[] },
): Promise<void> {
  const { log } = deps
  const sender = boundedSender(socket)
  const known = hello.resume?.epoch === log.epoch ? hello.resume.seq : null
  const missed = known === null ? null : log.after(known)
  const seq = log.seq()
  const startSeq = missed === null ? seq : (known ?? seq)
  const teller = createTeller(sender, deps.scopes, { startSeq, logSeq: log.seq })
  // Taken later than `seq`; changes that they show already come again, whole as they are.
  const snapshots = missed === null ? await deps.snapshots() : []
  sender.send(JSON.stringify({ type: 'welcome', epoch: log.epoch, seq, resumed: missed !== null }))
  for (const snapshot of snapshots) await sender.sendPaced(JSON.stringify(snapshot))
  for (const entry of missed ?? []) await teller.tellPaced(entry)
  const stop = await follow(sender, teller, log, seq)
  const beat = setInterval(
    () => sender.send(JSON.stringify({ type: 'beat', seq: teller.seq() })),
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
 * Tells what the log got since `seq` while the backlog went out, at the
 * console's own pace, then every further change as it comes. Answers how to
 * stop; a console that is gone, or too slow for the log's memory, hears no more.
 */
async function follow(
  sender: BoundedSender,
  teller: Teller,
  log: FeedLog,
  seq: number,
): Promise<() => void> {
  for (let read = seq; sender.isOpen();) {
    const next = log.after(read)
    if (next === null) sender.letGo()
    // Listening begins in the same moment in which nothing was missing.
    else if (next.length === 0) return log.listen(teller.tell)
    for (const entry of next ?? []) await teller.tellPaced(entry)
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
