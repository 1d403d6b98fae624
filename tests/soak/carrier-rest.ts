import type { IncomingMessage, ServerResponse } from 'node:http'
import type { CarrierCall } from './carrier-call.ts'

/** A call that the application asks for. */
export type DialRequest = { to: string; voiceUrl: string; statusUrl: string }

export type RestPorts = {
  accountSid: string
  find(callSid: string): CarrierCall | undefined
  dial(request: DialRequest): CarrierCall
}

/** Twilio's call resource, as far as anybody asks for it: dial, look, end. */
export async function answerRest(
  request: IncomingMessage,
  response: ServerResponse,
  { accountSid, find, dial }: RestPorts,
): Promise<void> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  const form = new URLSearchParams(Buffer.concat(parts).toString('utf8'))
  const path = request.url ?? ''
  if (request.method === 'POST' && path.endsWith('/Calls.json')) {
    const [to, voiceUrl, statusUrl] = [form.get('To'), form.get('Url'), form.get('StatusCallback')]
    if (!to || !voiceUrl || !statusUrl) return refuse(response, 400, 21_201, 'Something is missing')
    const call = dial({ to, voiceUrl, statusUrl })
    return answer(response, 201, { ...wire(call, accountSid), status: 'queued' })
  }
  const call = find(/\/Calls\/(CA\w+)\.json/.exec(path)?.[1] ?? '')
  if (!call) return refuse(response, 404, 20_404, 'Not found')
  if (request.method === 'POST' && form.get('Status') === 'completed') {
    if (call.seen.endedAtMs !== null) return refuse(response, 400, 21_220, 'Not in progress')
    call.complete()
  }
  answer(response, 200, wire(call, accountSid))
}

function wire({ seen }: CarrierCall, accountSid: string): object {
  const { callSid, endedAtMs, startedAtMs } = seen
  const seconds = endedAtMs === null ? null : Math.ceil((endedAtMs - startedAtMs) / 1_000)
  return {
    sid: callSid,
    account_sid: accountSid,
    status: endedAtMs === null ? 'in-progress' : 'completed',
    duration: seconds === null ? null : String(seconds),
    end_time: seconds === null ? null : new Date().toUTCString().replace('GMT', '+0000'),
  }
}

function refuse(response: ServerResponse, status: number, code: number, message: string): void {
  answer(response, status, { code, message, status })
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
