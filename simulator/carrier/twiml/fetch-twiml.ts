import type { Call, TwimlSource } from '../calls/call.ts'
import { warnCall } from '../calls/warn-call.ts'
import type { Exchange } from '../exchange.ts'
import { callParameters } from '../webhooks/call-parameters.ts'
import { parseTwiml, type ParsedTwiml } from './parse-twiml.ts'
import type { WebhookTarget } from './program.ts'

/**
 * The program of a TwiML source: parsed in place, or fetched with the call's parameters. When the
 * address fails, the call's fallback is asked with the error's code.
 */
export async function fetchProgram(
  exchange: Exchange,
  call: Call,
  source: TwimlSource,
): Promise<ParsedTwiml> {
  if (source.from === 'program') return { ok: true, program: source.program }
  if (source.from === 'inline') return parseTwiml(source.twiml, null)
  const first = await fetchFrom(exchange, call, source.target, source.extra)
  if (first.ok || !call.fallback) return first
  warnCall(exchange, call, first.code, first.problem)
  return fetchFrom(exchange, call, call.fallback, {
    ...source.extra,
    ErrorCode: String(first.code),
    ErrorUrl: source.target.url,
  })
}

async function fetchFrom(
  exchange: Exchange,
  call: Call,
  target: WebhookTarget,
  extra: Readonly<Record<string, string>> = {},
): Promise<ParsedTwiml> {
  const parameters = { ...callParameters(exchange, call), ...extra }
  const answer = await exchange.send({ ...target, parameters })
  if (!answer.ok) return answer
  if (answer.body.length > 0 && !isXml(answer.contentType)) {
    const problem = `The document's Content-Type is "${answer.contentType}", not text/xml.`
    return { ok: false, code: 12300, problem }
  }
  return parseTwiml(Buffer.from(answer.body).toString('utf8'), target.url)
}

function isXml(contentType: string): boolean {
  return /^(text|application)\/(xml|html)\b/i.test(contentType)
}
