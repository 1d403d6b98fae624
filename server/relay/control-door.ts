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
  if (!knowsSecret(request, door.secret))
    return answer(response, 401, { detail: 'Secret refused.' })
  const { pathname } = new URL(request.url ?? '/', 'http://relay')
  const [, , noun, id, verb] = pathname.split('/')
  const subject = decode(id ?? '')
  const route = [request.method, noun, ...(id === undefined ? [] : ['*']), verb].join(' ').trim()
  switch (route) {
    case 'POST calls * commands': {
      const command = await readBody(request, callCommandSchema)
      if (!command.ok)
        return answer(response, 400, { ok: false, problem: 'bad-request', detail: command.detail })
      const result = await door.command(subject, command.data)
      // The app takes anything that is no result for a relay that cannot be reached.
      if (result === null) return answer(response, 504, { detail: 'The call does not answer.' })
      return answer(response, 200, result)
    }
    case 'POST changes': {
      const change = await readBody(request, feedChangeSchema)
      if (!change.ok) return answer(response, 400, { detail: change.detail })
      door.publish(change.data)
      return answer(response, 204)
    }
    case 'POST recordings *':
      if (subject !== 'import') return answer(response, 404, { detail: 'No such address.' })
      door.wakeImporter()
      return answer(response, 202, {})
    case 'GET recordings * audio':
    case 'HEAD recordings * audio':
      if (!recordingSidSchema.safeParse(subject).success)
        return answer(response, 404, { detail: 'No such recording.' })
      return door.sendAudio(subject, request, response)
    case 'DELETE recordings * file':
      if (!recordingSidSchema.safeParse(subject).success)
        return answer(response, 404, { detail: 'No such recording.' })
      await door.deleteFile(subject)
      return answer(response, 204)
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

type Body<Data> = { ok: true; data: Data } | { ok: false; detail: string }

async function readBody<Schema extends z.ZodType>(
  request: IncomingMessage,
  schema: Schema,
): Promise<Body<z.output<Schema>>> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > bodyBytesMax) return { ok: false, detail: 'The body is too large.' }
    chunks.push(chunk)
  }
  try {
    const parsed = schema.safeParse(JSON.parse(Buffer.concat(chunks).toString('utf8')))
    if (parsed.success) return { ok: true, data: parsed.data }
    const issue = parsed.error.issues[0]
    return { ok: false, detail: `${issue?.path.join('.')}: ${issue?.message}` }
  } catch {
    return { ok: false, detail: 'The body is not JSON.' }
  }
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return ''
  }
}

function answer(response: ServerResponse, status: number, body?: unknown): void {
  if (body === undefined) {
    response.writeHead(status).end()
    return
  }
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
