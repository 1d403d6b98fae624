import { z } from 'zod'
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
  /**
   * A recording's bytes: whatever the relay answers, still streaming. Where that
   * relay does not answer, those of another that has them.
   */
  readAudio(
    recordingSid: string,
    request: {
      method: 'GET' | 'HEAD'
      range: string | null
      signal: AbortSignal
      /** Left out: as it was recorded. */
      format?: 'mp3'
    },
  ): Promise<{ ok: true; response: Response } | RelayUnreachable>
  /** Says that deletions wait. */
  wakeDeletions(): Promise<boolean>
  /** What is free where recordings are kept; null: nobody knows, or there is no limit. */
  freeBytes(): Promise<number | null>
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
export function createRelayDoor(
  config: Config,
  findRelayUrl: FindRelayUrl,
  aliveRelayUrls: () => Promise<string[]>,
): RelayDoor {
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
    async readAudio(recordingSid, { method, range, signal, format }) {
      const headers = range === null ? {} : { range }
      const asked = format === undefined ? '' : `?format=${format}`
      const path = `/control/recordings/${encodeURIComponent(recordingSid)}/audio${asked}`
      const open = (relayUrl: string) =>
        openStream(config, `${relayUrl}${path}`, { method, headers }, signal)
      const response = await open(config.RELAY_INTERNAL_URL)
      if (response !== null) return { ok: true, response }
      // Another has the file where files lie in a bucket; a disk of its own says nothing of ours.
      for (const relayUrl of await aliveRelayUrls().catch(() => [])) {
        const other = relayUrl === config.RELAY_INTERNAL_URL ? null : await open(relayUrl)
        if (other?.ok === true || other?.status === 416) return { ok: true, response: other }
        await other?.body?.cancel()
      }
      return unreachableRelay()
    },
    wakeDeletions: async () => isOk(await knock('/control/deletions', { method: 'POST' })),
    async freeBytes() {
      const response = await knock('/control/storage')
      const body: unknown = await response?.json().catch(() => null)
      return freeBytesSchema.safeParse(body).data?.freeBytes ?? null
    },
    isUp: async () => isOk(await knock('/health')),
    isReady: async (relayUrl) => isOk(await ask(config, `${relayUrl}/ready`, {}, READY_WITHIN_MS)),
  }
}

const freeBytesSchema = z.object({ freeBytes: z.number().nullable() })

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
