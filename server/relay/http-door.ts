import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Logger } from '../logger.ts'
import { knowsSecret, serveControl, type ControlDoor } from './control-door.ts'
import { isFromThisMachine } from './metrics-reader.ts'
import { metricsContentType, metricsText } from './metrics-joined.ts'
import type { Meters } from './metrics.ts'
import type { Readiness } from './ready.ts'

export type HttpDoor = {
  control: ControlDoor
  /** Of every process of the relay. */
  meters: () => Promise<readonly Meters[]>
  readiness: () => Promise<Readiness>
  /** Calls on the air. */
  calls: () => number
  logger: Logger
}

/** Everything that is asked of the relay over plain HTTP: the control door, health, readiness and metrics. */
export function createHttpDoor(door: HttpDoor): RequestListener {
  return (request, response) => {
    serve(request, response, door).catch((error: unknown) => {
      door.logger.error({ err: error }, 'a request to the relay failed')
      if (!response.headersSent) response.writeHead(500)
      response.end()
    })
  }
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  door: HttpDoor,
): Promise<void> {
  const path = (request.url ?? '/').split('?')[0] ?? '/'
  if (path.startsWith('/control/')) return serveControl(request, response, door.control)
  switch (path) {
    case '/health': {
      const calls = isOurs(request, door) ? { calls: door.calls() } : {}
      return sendJson(response, 200, { status: 'ok', ...calls })
    }
    case '/ready': {
      const { ready, ...why } = await door.readiness()
      return sendJson(response, ready ? 200 : 503, {
        ready,
        ...(isOurs(request, door) && why),
      })
    }
    case '/metrics':
      return serveMetrics(request, response, door)
    default:
      response.setHeader('connection', 'close')
      return sendJson(response, 404, { detail: 'No such address.' })
  }
}

/**
 * Whether somebody may see what goes on here: this machine, and who knows the
 * secret. Strangers, where RELAY_HOST lets them knock, learn whether the relay is
 * up and ready, as a load balancer must.
 */
function isOurs(request: IncomingMessage, { control }: HttpDoor): boolean {
  return isFromThisMachine(request) || knowsSecret(request, control.secret)
}

async function serveMetrics(
  request: IncomingMessage,
  response: ServerResponse,
  door: HttpDoor,
): Promise<void> {
  if (!isOurs(request, door)) {
    response.setHeader('www-authenticate', 'Bearer')
    response.setHeader('connection', 'close')
    return sendJson(response, 401, { detail: 'From outside, metrics need the control secret.' })
  }
  const text = await metricsText(await door.meters())
  response.writeHead(200, { 'content-type': metricsContentType }).end(text)
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
