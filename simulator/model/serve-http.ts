import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Voices } from '../voices/voices.ts'
import type { ModelFaults } from './faults.ts'
import { isAuthorised, sendError, sendJson, WRONG_KEY } from './http-door.ts'
import { MODEL_CATALOG, type CatalogModel } from './model-catalog.ts'
import { serveFaults } from './serve-faults.ts'
import { serveSpeech } from './serve-speech.ts'
import { refusal } from './wire-error.ts'

/** Answers the simulator's REST: the list of models, one model, and spoken samples. */
export async function serveHttp(
  request: IncomingMessage,
  response: ServerResponse,
  parts: { apiKey: string | undefined; voices: Voices; faults: ModelFaults },
): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost')
  const { apiKey, voices, faults } = parts
  if (!isAuthorised(request, apiKey)) return sendError(response, 401, WRONG_KEY)
  if (request.method === 'POST' && pathname === '/v1/audio/speech') {
    return serveSpeech(request, response, voices)
  }
  if (pathname === '/simulator/faults') return serveFaults(request, response, faults)
  if (request.method === 'GET' && pathname === '/v1/models') {
    return sendJson(response, 200, { object: 'list', data: MODEL_CATALOG.map(wireModel) })
  }
  const id = /^\/v1\/models\/([^/]+)$/.exec(pathname)?.[1]
  const model = MODEL_CATALOG.find((known) => known.id === id)
  if (request.method === 'GET' && model) return sendJson(response, 200, wireModel(model))
  if (id !== undefined) return sendError(response, 404, modelNotFound(id))
  const message = `Unknown request URL: ${request.method} ${pathname}.`
  sendError(response, 404, refusal('unknown_url', message))
}

/** The error for a model that nobody has, on REST and on a socket alike. */
export function modelNotFound(model: string) {
  const message = `The model '${model}' does not exist or you do not have access to it.`
  return refusal('model_not_found', message, 'model')
}

function wireModel({ id, createdAt, shutdownDate }: CatalogModel): Record<string, unknown> {
  return {
    id,
    object: 'model',
    created: Date.parse(createdAt) / 1_000,
    owned_by: 'openai',
    shutdown_date: shutdownDate,
  }
}
