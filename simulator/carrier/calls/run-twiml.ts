import type { Exchange } from '../exchange.ts'
import { fetchProgram } from '../twiml/fetch-twiml.ts'
import { runProgram } from '../twiml/run-program.ts'
import type { Call, TwimlSource } from './call.ts'
import { endCall } from './change-status.ts'
import { warnCall } from './warn-call.ts'

/**
 * Runs a connected call's TwiML, document after document, until one ends without naming another;
 * then hangs up. A document that cannot be had fails the call.
 */
export async function runTwiml(exchange: Exchange, call: Call, first: TwimlSource): Promise<void> {
  let next = takeReplacement(call) ?? first
  while (!call.over.signal.aborted) {
    const following = await runDocument(exchange, call, next)
    if (!following) break
    next = following
  }
  endCall(exchange, call, 'completed')
}

/** Makes a connected call go on with other TwiML: what runs now is dropped, streams get `stop`. */
export function replaceTwiml(call: Call, source: TwimlSource): void {
  call.replacement = source
  call.document?.abort()
}

/** The call ends as failed, with the error that the application's answer caused. */
export function failCall(exchange: Exchange, call: Call, code: number, problem: string): void {
  warnCall(exchange, call, code, problem)
  endCall(exchange, call, 'failed', { error: { code, text: problem } })
}

async function runDocument(
  exchange: Exchange,
  call: Call,
  source: TwimlSource,
): Promise<TwimlSource | null> {
  const document = new AbortController()
  call.document = document
  const fetched = await fetchProgram(exchange, call, source)
  if (document.signal.aborted) return takeReplacement(call)
  if (!fetched.ok) {
    failCall(exchange, call, fetched.code, fetched.problem)
    return null
  }
  const outcome = await runProgram({ exchange, call, signal: document.signal }, fetched.program)
  if (document.signal.aborted) return takeReplacement(call)
  if (outcome.kind !== 'goTo') return null
  return { from: 'webhook', target: outcome.target, extra: outcome.extra }
}

function takeReplacement(call: Call): TwimlSource | null {
  const { replacement } = call
  call.replacement = null
  return replacement
}
