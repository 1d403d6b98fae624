import { commandResultSchema, type CallCommand, type CommandResult } from '#contracts/control.ts'
import type { FeedChange } from '#contracts/feed.ts'
import type { Config } from '../config.ts'

export type RelayUnreachable = { ok: false; problem: 'relay-unreachable'; detail: string }

/** The relay's control door, as the app knocks at it. Nothing here throws. */
export type RelayDoor = {
  /** To the relay that carries the call. */
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
  /** Whether the relay at this address takes calls; one that does not say so soon does not. */
  isReady(relayUrl: string): Promise<boolean>
}

/** Where a call is carried: the address of its relay; null: unknown. */
export type FindRelayUrl = (callId: string) => Promise<string | null>

/**
 * Knocks over HTTP with the shared secret, and waits 2 s for an answer: on
 * RELAY_INTERNAL_URL, or, about one call, on the relay that carries it.
 */
export function createRelayDoor(config: Config, findRelayUrl: FindRelayUrl): RelayDoor {
  const knock = (path: string, init: RequestInit = {}, relayUrl = config.RELAY_INTERNAL_URL) =>
    ask(config, `${relayUrl}${path}`, init, ANSWER_WITHIN_MS)
  return {
    async command(callId, command) {
      const path = `/control/calls/${encodeURIComponent(callId)}/commands`
      const url = await findRelayUrl(callId).catch(() => null)
      return readCommandResult(await knock(path, postOf(command), url ?? undefined))
    },
    publish: async (change) => isOk(await knock('/control/changes', postOf(change))),
    wakeImporter: async () => isOk(await knock('/control/recordings/import', { method: 'POST' })),
    async readAudio(recordingSid, { method, range, signal }) {
      const headers = range === null ? {} : { range }
      const path = `/control/recordings/${encodeURIComponent(recordingSid)}/audio`
      const url = `${config.RELAY_INTERNAL_URL}${path}`
      const response = await openStream(config, url, { method, headers }, signal)
      return response === null ? unreachableRelay() : { ok: true, response }
    },
    async deleteFile(recordingSid) {
      const path = `/control/recordings/${encodeURIComponent(recordingSid)}/file`
      return isOk(await knock(path, { method: 'DELETE' }))
    },
    isUp: async () => isOk(await knock('/health')),
    isReady: async (relayUrl) => isOk(await ask(config, `${relayUrl}/ready`, {}, READY_WITHIN_MS)),
  }
}

const ANSWER_WITHIN_MS = 2_000
const READY_WITHIN_MS = 1_500

function unreachableRelay(): RelayUnreachable {
  return {
    ok: false,
    problem: 'relay-unreachable',
    detail: 'The relay, which holds live calls and recordings, does not answer. Is it running?',
  }
}

/** Null: no answer in time. */
async function ask(
  config: Config,
  url: string,
  init: RequestInit,
  withinMs: number,
): Promise<Response | null> {
  try {
    const signal = AbortSignal.timeout(withinMs)
    const response = await fetch(url, withSecret(config, init, signal))
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
  url: string,
  init: RequestInit,
  signal: AbortSignal,
): Promise<Response | null> {
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(), ANSWER_WITHIN_MS)
  try {
    const either = AbortSignal.any([signal, late.signal])
    return await fetch(url, withSecret(config, init, either))
  } catch {
    return null
  } finally {
    clearTimeout(timer)
  }
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
