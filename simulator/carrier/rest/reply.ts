import type { Readable } from 'node:stream'

/** What the REST API answers: JSON, nothing (204), or a stretch of a file. */
export type Reply =
  | { status: number; json: unknown; headers?: Readonly<Record<string, string>> }
  | { status: 204 }
  | { status: 200 | 206 | 416; file: Readable | null; headers: Readonly<Record<string, string>> }

export function ok(json: unknown): Reply {
  return { status: 200, json }
}

export function created(json: unknown): Reply {
  return { status: 201, json }
}

/** An error as Twilio's REST API words it: its own code, a message, and where to read more. */
export function refuse(status: number, code: number, message: string): Reply {
  const moreInfo = `https://www.twilio.com/docs/errors/${code}`
  return { status, json: { code, message, more_info: moreInfo, status } }
}

/** Error 20404, with the path that leads nowhere. */
export function notFound(path: string): Reply {
  return refuse(404, 20404, `The requested resource ${path} was not found`)
}
