import { commandResultSchema, type CallCommand, type CommandResult } from '#contracts/control.ts'
import type { FeedChange } from '#contracts/feed.ts'
import type { Config } from '../config.ts'

export type RelayUnreachable = { ok: false; problem: 'relay-unreachable'; detail: string }

/** The relay's control door, as the app knocks at it. Nothing here throws. */
export type RelayDoor = {
  command(callId: string, command: CallCommand): Promise<CommandResult | RelayUnreachable>
  /** Shows a change on every console. False: the relay does not answer. */
  publish(change: FeedChange): Promise<boolean>
  /** Says that recordings may be waiting for import. */
  wakeImporter(): Promise<boolean>
  /** A recording's bytes: whatever the relay answers, still streaming. */
  readAudio(
    recordingSid: string,
    request: { method: 'GET' | 'HEAD'; range: string | null; signal: AbortSignal },
  ): Promise<{ ok: true; response: Response } | RelayUnreachable>
  /** Removes a recording's file; removing it twice is fine. */
  deleteFile(recordingSid: string): Promise<boolean>
  isUp(): Promise<boolean>
}

/** Knocks over HTTP on RELAY_INTERNAL_URL with the shared secret; waits 2 s for an answer. */
export function createRelayDoor(config: Config): RelayDoor {
  const knock = (path: string, init: RequestInit = {}) => ask(config, path, init)
  return {
    async command(callId, command) {
      const path = `/control/calls/${encodeURIComponent(callId)}/commands`
      return readCommandResult(await knock(path, postOf(command)))
    },
    publish: async (change) => isOk(await knock('/control/changes', postOf(change))),
    wakeImporter: async () => isOk(await knock('/control/recordings/import', { method: 'POST' })),
    async readAudio(recordingSid, { method, range, signal }) {
      const headers = range === null ? {} : { range }
      const path = `/control/recordings/${encodeURIComponent(recordingSid)}/audio`
      const response = await openStream(config, path, { method, headers }, signal)
      return response === null ? unreachableRelay() : { ok: true, response }
    },
    async deleteFile(recordingSid) {
      const path = `/control/recordings/${encodeURIComponent(recordingSid)}/file`
      return isOk(await knock(path, { method: 'DELETE' }))
    },
    isUp: async () => isOk(await knock('/health')),
  }
}

const ANSWER_WITHIN_MS = 2_000

function unreachableRelay(): RelayUnreachable {
  return {
    ok: false,
    problem: 'relay-unreachable',
    detail: 'The relay, which holds live calls and recordings, does not answer. Is it running?',
  }
}

/** Null: no answer in time. */
async function ask(config: Config, path: string, init: RequestInit): Promise<Response | null> {
  try {
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS)
    const response = await fetch(addressOf(config, path), withSecret(config, init, signal))
    // Read now, so that the time limit holds for the body and the socket is free again.
    const body = await response.text()
    return new Response(isBodyless(response.status) ? null : body, { status: response.status })
  } catch {
    return null
  }
}

/** As {@link ask}, but the limit counts until the head of the answer; the body streams on. */
async function openStream(
  config: Config,
  path: string,
  init: RequestInit,
  signal: AbortSignal,
): Promise<Response | null> {
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(), ANSWER_WITHIN_MS)
  try {
    const either = AbortSignal.any([signal, late.signal])
    return await fetch(addressOf(config, path), withSecret(config, init, either))
  } catch {
    return null
  } finally {
    clearTimeout(timer)
  }
}

function addressOf(config: Config, path: string): string {
  return `${config.RELAY_INTERNAL_URL}${path}`
}

function withSecret(config: Config, init: RequestInit, signal: AbortSignal): RequestInit {
  const headers = new Headers(init.headers)
  headers.set('authorization', `Bearer ${config.RELAY_SECRET}`)
  return { ...init, headers, signal, cache: 'no-store' }
}

function postOf(body: unknown): RequestInit {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }
}

function isOk(response: Response | null): boolean {
  return response?.ok === true
}

function isBodyless(status: number): boolean {
  return status === 204 || status === 205 || status === 304
}

async function readCommandResult(
  response: Response | null,
): Promise<CommandResult | RelayUnreachable> {
  if (response === null) return unreachableRelay()
  const body: unknown = await response.json().catch(() => null)
  const result = commandResultSchema.safeParse(body)
  return result.success ? result.data : unreachableRelay()
}
