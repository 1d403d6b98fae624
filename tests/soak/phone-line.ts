import { randomBytes } from 'node:crypto'
import twilio from 'twilio'
import { WebSocket } from 'ws'
import { z } from 'zod'
import type { StreamSeen } from './evidence.ts'
import { BLOCK_BYTES, BLOCK_MS, callerPayload, readAgentBlocks, type AgentBlock } from './stamp.ts'
import type { Story } from './story.ts'

export type LineOptions = {
  accountSid: string
  authToken: string
  callSid: string
  call: number
  /** How many streams the call had before. */
  number: number
  url: string
  parameters: Readonly<Record<string, string>>
  nowMs(): number
  story: Story
}

/** The carrier's end of one media stream. */
export type PhoneLine = {
  readonly seen: StreamSeen
  /** Whether the person hears the agent right now. */
  isPlaying(): boolean
  /** Plays 20 ms to the person and sends 20 ms of theirs. */
  beat(sound: 'silence' | 'speech' | 'goodbye'): void
  press(digit: string): void
  /** The call is over or goes elsewhere: `stop`, then the socket closes. */
  stop(): void
  /** The connection breaks. */
  drop(): void
  /** Sends no audio for so long; then the timestamps jump. */
  gap(forMs: number): void
  /** Reads nothing for so long. */
  freeze(forMs: number): void
  /** When it is over, whoever ended it. */
  readonly ended: Promise<void>
}

type Queued = { mark: string } | { bytes: number; block: AgentBlock | null }

const messageSchema = z.discriminatedUnion('event', [
  z.object({
    event: z.literal('media'),
    streamSid: z.string(),
    media: z.object({ payload: z.string().min(4) }),
  }),
  z.object({
    event: z.literal('mark'),
    streamSid: z.string(),
    mark: z.object({ name: z.string() }),
  }),
  z.object({ event: z.literal('clear'), streamSid: z.string() }),
])

const STOP_PATIENCE_MS = 2_000

/** Opens a stream as Twilio does; rejects when the relay cannot be reached or refuses. */
export async function openPhoneLine(options: LineOptions): Promise<PhoneLine> {
  const signature = twilio.getExpectedTwilioSignature(options.authToken, options.url, {})
  const socket = new WebSocket(options.url, 'audio.twilio.com', {
    headers: { 'x-twilio-signature': signature },
    perMessageDeflate: false,
    handshakeTimeout: 10_000,
  })
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  return runLine(socket, options)
}

function runLine(socket: WebSocket, options: LineOptions): PhoneLine {
  const { nowMs, story, callSid, accountSid } = options
  const streamSid = `MZ${randomBytes(16).toString('hex')}`
  const seen: StreamSeen = {
    number: options.number,
    streamSid,
    openedAtMs: nowMs(),
    endedAtMs: null,
    isBroken: false,
    framesSent: 0,
    otherSoundMs: 0,
    items: new Map(),
    breaches: [],
  }
  const over = Promise.withResolvers<void>()
  const playback = createPlayback(seen, nowMs, (name) => send('mark', { mark: { name } }))
  let sequence = 0
  let beats = 0
  let silentUntilMs = 0
  let unreadUntilMs = 0

  function sendRaw(frame: object): void {
    if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame))
  }
  function send(event: string, rest: object): void {
    sendRaw({ event, sequenceNumber: String((sequence += 1)), streamSid, ...rest })
  }
  function end(why: string): void {
    if (seen.endedAtMs !== null) return
    seen.endedAtMs = nowMs()
    if (seen.endedAtMs < unreadUntilMs) seen.isBroken = true
    story.tell('carrier', `stream ${seen.number} is over: ${why}`)
    over.resolve()
  }
  socket.on('message', (data) => {
    if (seen.endedAtMs !== null) return
    const { data: message } = messageSchema.safeParse(JSON.parse(String(data)))
    if (message?.streamSid !== streamSid) {
      const what = 'a message that is none, or not of this stream'
      return void seen.breaches.push({ rule: 'stream protocol', what, atMs: nowMs() })
    }
    if (message.event === 'clear') story.tell('carrier', `clear; ${playback.queuedMs()} ms go`)
    playback.take(message)
  })
  socket.on('error', () => socket.terminate())
  socket.on('close', (code) => end(`the relay closed it (${code})`))
  story.tell('carrier', `stream ${seen.number} opened (${streamSid})`)
  sendRaw({ event: 'connected', protocol: 'Call', version: '1.0.0' })
  const mediaFormat = { encoding: 'audio/x-mulaw', sampleRate: 8_000, channels: 1 }
  const tracks = ['inbound']
  const customParameters = options.parameters
  send('start', {
    start: { accountSid, streamSid, callSid, tracks, mediaFormat, customParameters },
  })

  return {
    seen,
    ended: over.promise,
    isPlaying: () => playback.queuedMs() > 0,
    beat(sound) {
      playback.play()
      const timestamp = String(beats * BLOCK_MS)
      beats += 1
      if (nowMs() < silentUntilMs) return
      const { call, number: stream } = options
      const payload = callerPayload({ call, stream, frame: beats, sound })
      seen.framesSent += 1
      const chunk = String(seen.framesSent)
      send('media', { media: { track: 'inbound', chunk, timestamp, payload } })
    },
    press: (digit) => send('dtmf', { dtmf: { track: 'inbound_track', digit } }),
    stop() {
      if (seen.endedAtMs !== null) return
      send('stop', { stop: { accountSid, callSid } })
      end('stopped')
      socket.close(1_000)
      setTimeout(() => socket.terminate(), STOP_PATIENCE_MS).unref()
    },
    drop() {
      seen.isBroken = true
      socket.terminate()
      end('the connection broke')
    },
    gap(forMs) {
      silentUntilMs = nowMs() + forMs
    },
    freeze(forMs) {
      unreadUntilMs = nowMs() + forMs
      socket.pause()
      setTimeout(() => socket.resume(), forMs).unref()
    },
  }
}

/** What the person hears, in order; marks come back when they are reached, and when they are cleared. */
function createPlayback(seen: StreamSeen, nowMs: () => number, echo: (name: string) => void) {
  let queue: Queued[] = []
  let queuedBytes = 0

  function enqueue(bytes: number, block: AgentBlock | null): void {
    queue.push({ bytes, block })
    queuedBytes += bytes
    if (!block) {
      seen.otherSoundMs += bytes / 8
      return
    }
    const item = itemOf(seen, block)
    const expected = item.receivedMs / BLOCK_MS
    if (block.part !== expected) {
      const rule = block.part < expected ? 'agent audio once' : 'agent audio whole'
      const what = `part ${block.part} of item ${block.session}/${block.item} where ${expected} was due`
      seen.breaches.push({ rule, what, atMs: nowMs() })
    }
    item.receivedMs = Math.max(item.receivedMs, (block.part + 1) * BLOCK_MS)
  }
  function echoMarks(): void {
    for (let next = queue[0]; next && 'mark' in next; next = queue[0]) {
      queue.shift()
      echo(next.mark)
    }
  }
  return {
    queuedMs: () => queuedBytes / 8,
    take(message: z.infer<typeof messageSchema>): void {
      if (message.event === 'media') {
        for (const { bytes, block } of readAgentBlocks(message.media.payload)) enqueue(bytes, block)
      } else if (message.event === 'mark') {
        queue.push({ mark: message.mark.name })
        echoMarks()
      } else {
        const marks = queue.flatMap((entry) => ('mark' in entry ? [entry.mark] : []))
        queue = []
        queuedBytes = 0
        for (const name of marks) echo(name)
      }
    },
    play(): void {
      let left = BLOCK_BYTES
      for (let next = queue[0]; next && 'bytes' in next && left > 0; next = queue[0]) {
        const heard = Math.min(left, next.bytes)
        left -= heard
        queuedBytes -= heard
        next.bytes -= heard
        if (next.block) itemOf(seen, next.block).playedMs += heard / 8
        if (next.bytes === 0) queue.shift()
        echoMarks()
      }
    },
  }
}

function itemOf(seen: StreamSeen, { session, item }: AgentBlock) {
  const key = `${session}/${item}`
  const known = seen.items.get(key) ?? { receivedMs: 0, playedMs: 0 }
  seen.items.set(key, known)
  return known
}
