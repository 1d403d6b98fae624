import { openStream } from '../media/open-stream.ts'
import { queueCallback } from '../webhooks/status-callbacks.ts'
import type { StreamNoun, WebhookTarget } from './program.ts'
import { NEXT, warn, type Outcome, type Run } from './run.ts'

/**
 * `<Connect><Stream>`: the person talks to the application's socket until either side ends it.
 * When the application closes the socket the call goes on, with `action` if there is one.
 */
export async function runConnectStream(
  run: Run,
  stream: StreamNoun,
  action: WebhookTarget | null,
): Promise<Outcome> {
  const { exchange, call, signal } = run
  const opened = await openStream({
    url: stream.url,
    accountSid: exchange.accountSid,
    authToken: exchange.authToken,
    callSid: call.sid,
    parameters: stream.parameters,
    playback: call.line.toPerson,
    warn: (code, problem) => warn(run, code, problem),
  })
  if (!opened.ok) {
    warn(run, opened.code, opened.problem)
    reportStream(run, stream, 'stream-error', '', `${opened.code}: ${opened.problem}`)
    return afterStream(action, { StreamError: `${opened.code}: ${opened.problem}` })
  }
  const { link } = opened
  if (signal.aborted) link.stop()
  else {
    signal.addEventListener('abort', () => link.stop(), { once: true })
    call.line.stream = link
    reportStream(run, stream, 'stream-started', link.sid)
    await link.ended
    call.line.stream = null
  }
  call.line.toPerson.clear()
  reportStream(run, stream, 'stream-stopped', link.sid)
  return afterStream(action, { StreamSid: link.sid })
}

function afterStream(
  action: WebhookTarget | null,
  extra: Readonly<Record<string, string>>,
): Outcome {
  return action ? { kind: 'goTo', target: action, extra } : NEXT
}

function reportStream(
  run: Run,
  stream: StreamNoun,
  event: 'stream-started' | 'stream-stopped' | 'stream-error',
  streamSid: string,
  error = '',
): void {
  if (!stream.statusCallback) return
  queueCallback(run.exchange, run.call, stream.statusCallback, {
    AccountSid: run.exchange.accountSid,
    CallSid: run.call.sid,
    StreamSid: streamSid,
    StreamEvent: event,
    Timestamp: new Date(run.exchange.timeline.nowMs()).toISOString(),
    ...(stream.name !== null && { StreamName: stream.name }),
    ...(error !== '' && { StreamError: error }),
  })
}
