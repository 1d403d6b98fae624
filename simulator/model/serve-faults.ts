import type { IncomingMessage, ServerResponse } from 'node:http'
import { modelFaultSchema, type ModelFaults } from './faults.ts'
import { readJson, sendError, sendJson } from './http-door.ts'
import { refusal, wireErrorOf } from './wire-error.ts'

/**
 * What no vendor has: trouble on demand, so that a recovery can be watched. `POST` brings a fault (see
 * `modelFaultSchema`), `GET` tells how things stand; both answer with that. JSON both ways.
 */
export async function serveFaults(
  request: IncomingMessage,
  response: ServerResponse,
  faults: ModelFaults,
): Promise<void> {
  if (request.method === 'GET') return sendJson(response, 200, faults.state())
  if (request.method !== 'POST') {
    return sendError(response, 405, refusal('method_not_allowed', 'Faults take GET and POST.'))
  }
  const parsed = modelFaultSchema.safeParse(await readJson(request), { reportInput: true })
  if (!parsed.success) return sendError(response, 400, wireErrorOf(parsed.error))
  faults.bring(parsed.data)
  sendJson(response, 200, faults.state())
}
