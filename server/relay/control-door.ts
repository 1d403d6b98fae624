import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { z } from 'zod'
import { callCommandSchema, type CallCommand, type CommandResult } from '#contracts/control.ts'
import { feedChangeSchema, type FeedChange } from '#contracts/feed.ts'
import { recordingSidSchema } from '#contracts/recording.ts'
import type { RecordingDoor } from '../recordings/recording-door.ts'

/** What the app may ask of the relay. */
export type ControlDoor = RecordingDoor & {
  secret: string
  /** Null: whoever carries the call does not answer. */
  command: (callId: string, command: CallCommand) => Promise<CommandResult | null>
  publish: (change: FeedChange) => void
  /** Says that deletions wait. */
  wakeDeletions: () => void
  /** What is free where recordings are kept; null: nobody knows, or there is no limit. */
  freeBytes: () => Promise<number | null>
}

/**
 * Serves `/control/...`: the app's way to live calls, the feed and the recording
 * files. Every request carries the shared secret, compared in constant time.
 */
export async function serveControl(
  request: IncomingMessage,
  response: ServerResponse,
  door: ControlDoor,
): Promise<void> {
  if (!knowsSecret(request, door.secret)) {
    // With the connection goes whatever body was still to come.
    response.setHeader('connection', 'close')
    return answer(response, 401, { detail: 'Secret refused.' })
  }
  const { pathname } = new URL(request.url ?? '/', 'http://relay')
  const [, , noun, id, verb] = pathname.split('/')
  const subject = decode(id ?? '')
  const route = [request.method, noun, ...(id === undefined ? [] : ['*']), verb].join(' ').trim()
  switch (route) {
    case 'POST calls * commands': {
      const command = await readBody(request, callCommandSchema)
      if (!command.ok) {
        const { status, detail } = command
        return answer(response, status, { ok: false, problem: 'bad-request', detail })
      }
      const result = await door.command(subject, command.data)
      // The app takes anything that is no result for a relay that cannot be reached.
      if (result === null) return answer(response, 504, { detail: 'The call does not answer.' })
      return answer(response, 200, result)
    }
    case 'POST changes': {
      const change = await readBody(request, feedChangeSchema)
      if (!change.ok) return answer(response, change.status, { detail: change.detail })
      door.publish(change.data)
      return answer(response, 204)
    }
    case 'POST recordings *':
      if (subject !== 'import') return answer(response, 404, { detail: 'No such address.' })
      door.wakeImporter()
      return answer(response, 202, {})
    case 'POST deletions':
      door.wakeDeletions()
      return answer(response, 202, {})
    case 'GET storage':
      return answer(response, 200, { freeBytes: await door.freeBytes() })
    case 'GET recordings * audio':
    case 'HEAD recordings * audio':
      if (!recordingSidSchema.safeParse(subject).success)
        return answer(response, 404, { detail: 'No such recording.' })
      return door.sendAudio(subject, request, response)
    default:
      return answer(response, 404, { detail: 'No such address.' })
  }
}

const bodyBytesMax = 1024 * 1024

/** Whether a request carries the secret as its Bearer; compared in constant time. */
export function knowsSecret(request: IncomingMessage, secret: string): boolean {
  const given = digest(request.headers.authorization ?? '')
  return timingSafeEqual(given, digest(`Bearer ${secret}`))
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

type Body<Data> = { ok: true; data: Data } | { ok: false; status: 400 | 413; detail: string }

async function readBody<Schema extends z.ZodType>(
  request: IncomingMessage,
  schema: Schema,
): Promise<Body<z.output<Schema>>> {
  const text = await readText(request)
  if (text === null) return { ok: false, status: 413, detail: 'The body is too large.' }
  try {
    const parsed = schema.safeParse(JSON.parse(text))
    if (parsed.success) return { ok: true, data: parsed.data }
    const issue = parsed.error.issues[0]
    return { ok: false, status: 400, detail: `${issue?.path.join('.')}: ${issue?.message}` }
  } catch {
    return { ok: false, status: 400, detail: 'The body is not JSON.' }
  }
}

/** Null: more than anybody sends. It is not read further then, and the answer can still be sent. */
async function readText(request: IncomingMessage): Promise<string | null> {
  if (Number(request.headers['content-length'] ?? 0) > bodyBytesMax) return null
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > bodyBytesMax) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return ''
  }
}

function answer(response: ServerResponse, status: number, body?: unknown): void {
  if (status === 413) response.setHeader('connection', 'close')
  if (body === undefined) {
    response.writeHead(status).end()
    return
  }
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
