import {
  feedCloseCodes,
  feedMessageSchema,
  type FeedHello,
  type FeedMessage,
} from '#contracts/feed.ts'
import { createFeedPlace, type FeedPlace } from './feed-place.ts'
import { reconnectDelayMs } from './reconnect-delay.ts'

/** The part of a WebSocket that the feed needs. */
export type FeedSocket = {
  send(this: void, text: string): void
  close(this: void): void
}

/** What a socket tells; never before `openSocket` has returned. */
export type FeedSocketEvents = {
  onOpen(this: void): void
  onMessage(this: void, data: unknown): void
  /** With the close code; 1006 when there was none. */
  onClose(this: void, code: number): void
}

export type FeedTicket = { ticket: string; url: string }

export type FeedPorts = {
  /** Asks for a one-use ticket and the address to show it at; `signedOut`: there is none to be had any more. */
  getTicket(this: void, signal: AbortSignal): Promise<FeedTicket | 'signedOut'>
  openSocket(this: void, url: string, events: FeedSocketEvents): FeedSocket
  /** Calls back after `ms`; returns how to call it off. */
  after(this: void, ms: number, fn: () => void): () => void
  /** From 0 to 1. */
  chance(this: void): number
  onMessage(this: void, message: FeedMessage): void
  /** Changes were missed for good: everything must be read anew. */
  onMissed(this: void): void
  /** The connection came up (with the first message of the relay), or went down. */
  onLink(this: void, isUp: boolean): void
  /** The session has ended; the feed tries no more. */
  onSignedOut(this: void): void
  /** The operator may do other things now; the feed starts afresh. */
  onRoleChanged(this: void): void
}

export type FeedLink = {
  /** Tries at once instead of waiting: the network came back, the tab woke up. */
  retryNow(this: void): void
  close(this: void): void
}

/** The relay beats every 15 s. After this long a silence the connection counts as lost. */
export const SILENCE_MS_MAX = 25_000

/**
 * Keeps one connection to the feed: shows a fresh ticket, says how far it has
 * read, passes every message on in order, and connects again when the
 * connection ends or falls silent. Never throws; stops at `close`, and when the
 * operator is signed out.
 */
export function connectFeed(ports: FeedPorts): FeedLink {
  const abort = new AbortController()
  let place = createFeedPlace()
  let socket: FeedSocket | null = null
  let failures = 0
  let isConnecting = false
  const retry = createTimer(ports.after)
  const silence = createTimer(ports.after)

  async function connect() {
    if (abort.signal.aborted || isConnecting || socket) return
    isConnecting = true
    retry.cancel()
    const granted = await ports.getTicket(abort.signal).catch(() => null)
    isConnecting = false
    if (abort.signal.aborted) return
    if (granted === 'signedOut') leave(abort, ports)
    else if (granted) open(granted.url, granted.ticket)
    else retryLater()
  }

  function open(url: string, ticket: string) {
    const opened = ports.openSocket(url, {
      onOpen() {
        opened.send(helloText(ticket, place.resume()))
      },
      onMessage(data) {
        if (socket === opened) receive(data)
      },
      onClose: (code) => drop(opened, code),
    })
    socket = opened
    silence.set(SILENCE_MS_MAX, hangUp)
  }

  function receive(data: unknown) {
    const message = parseMessage(data)
    if (!message) return
    silence.set(SILENCE_MS_MAX, hangUp)
    if (message.type === 'welcome') failures = 0
    passOn(message, place, ports)
  }

  function drop(dropped: FeedSocket, code: number | null) {
    if (socket !== dropped) return
    socket = null
    silence.cancel()
    ports.onLink(false)
    if (abort.signal.aborted) return
    if (code === feedCloseCodes.roleChanged) startAfresh()
    // Also when its session has ended: a changed password or a new second factor puts another in
    // its place, whose cookie may still be on its way. Where there is none, no ticket is given.
    else retryLater()
  }

  /** What was kept from the old role is not in the place that we have read to. */
  function startAfresh() {
    place = createFeedPlace()
    ports.onRoleChanged()
    void connect()
  }

  function retryLater() {
    retry.set(reconnectDelayMs(failures, ports.chance()), () => void connect())
    failures += 1
  }

  function hangUp() {
    const silent = socket
    if (!silent) return
    silent.close()
    // A dead network may keep the closing back for minutes.
    drop(silent, null)
  }

  void connect()
  return {
    retryNow() {
      failures = 0
      void connect()
    },
    close() {
      abort.abort()
      retry.cancel()
      hangUp()
    },
  }
}

/** One thing to be done later, in place of what was to be done before. */
function createTimer(after: FeedPorts['after']) {
  let cancel: (() => void) | null = null
  return {
    set(ms: number, fn: () => void) {
      cancel?.()
      cancel = after(ms, fn)
    },
    cancel: () => cancel?.(),
  }
}

function leave(abort: AbortController, ports: FeedPorts) {
  abort.abort()
  ports.onSignedOut()
}

function passOn(message: FeedMessage, place: FeedPlace, ports: FeedPorts) {
  const order = place.take(message)
  if (order === 'old') return
  if (message.type === 'welcome') ports.onLink(true)
  if (order === 'missed') ports.onMissed()
  ports.onMessage(message)
}

function helloText(ticket: string, resume: FeedHello['resume']): string {
  const hello: FeedHello = { type: 'hello', ticket, ...(resume ? { resume } : {}) }
  return JSON.stringify(hello)
}

/** A message that cannot be read costs that message, never the connection. */
function parseMessage(data: unknown): FeedMessage | null {
  if (typeof data !== 'string') return null
  try {
    return feedMessageSchema.safeParse(JSON.parse(data)).data ?? null
  } catch {
    return null
  }
}
