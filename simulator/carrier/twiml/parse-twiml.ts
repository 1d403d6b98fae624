import { parseStatusEvents, targetFrom } from './attributes.ts'
import type { DialVerb, Program, RecordingNoun, StreamNoun, Verb } from './program.ts'
import { parseXml, type Element } from './xml-elements.ts'

export type ParsedTwiml =
  | { ok: true; program: Program }
  | { ok: false; code: number; problem: string }

/**
 * A TwiML document as a program. Relative URLs are resolved against `baseUrl`, the address the
 * document came from (null for TwiML given inline). Malformed XML is Twilio's error 12100; an
 * instruction this carrier does not know becomes an `unsupported` verb, so that the call goes on.
 */
export function parseTwiml(source: string, baseUrl: string | null): ParsedTwiml {
  if (source.trim() === '') return { ok: true, program: [] }
  const xml = parseXml(source)
  if (!xml.ok) return { ok: false, code: 12100, problem: xml.problem }
  if (xml.root.name !== 'Response') {
    return { ok: false, code: 12100, problem: `The root is <${xml.root.name}>, not <Response>.` }
  }
  return { ok: true, program: xml.root.children.map((element) => parseVerb(element, baseUrl)) }
}

function parseVerb(element: Element, baseUrl: string | null): Verb {
  const { attributes } = element
  switch (element.name) {
    case 'Connect':
      return parseConnect(element, baseUrl)
    case 'Start':
      return parseStart(element, baseUrl)
    case 'Say':
      return {
        verb: 'say',
        text: element.text,
        voice: attributes['voice'] ?? null,
        loop: loopOf(element),
      }
    case 'Play':
      return parsePlay(element, baseUrl)
    case 'Pause':
      return { verb: 'pause', lengthS: wholeNumber(attributes['length'], 1) }
    case 'Dial':
      return parseDial(element, baseUrl)
    case 'Redirect':
      return parseRedirect(element, baseUrl)
    case 'Reject':
      return { verb: 'reject', reason: attributes['reason'] === 'busy' ? 'busy' : 'rejected' }
    case 'Hangup':
      return { verb: 'hangUp' }
    default:
      return unsupported(`The verb <${element.name}> is not executed by this carrier.`)
  }
}

function parseConnect(element: Element, baseUrl: string | null): Verb {
  const [noun] = element.children
  if (noun?.name !== 'Stream') {
    return unsupported(
      `<Connect> with <${noun?.name ?? 'nothing'}> is not executed by this carrier.`,
    )
  }
  const stream = parseStream(noun, baseUrl)
  const action = targetFrom(element.attributes, 'action', 'method', baseUrl)
  return stream ? { verb: 'connectStream', stream, action } : unsupported('<Stream> has no url.')
}

function parseStream(element: Element, baseUrl: string | null): StreamNoun | null {
  const { attributes } = element
  const url = attributes['url']
  if (!url) return null
  const parameters = element.children
    .filter((child) => child.name === 'Parameter')
    .map((child) => [child.attributes['name'] ?? '', child.attributes['value'] ?? ''] as const)
  return {
    url,
    name: attributes['name'] ?? null,
    parameters: Object.fromEntries(parameters),
    statusCallback: targetFrom(attributes, 'statusCallback', 'statusCallbackMethod', baseUrl),
  }
}

function parseStart(element: Element, baseUrl: string | null): Verb {
  const [noun] = element.children
  if (noun?.name !== 'Recording') {
    return unsupported(`<Start> with <${noun?.name ?? 'nothing'}> is not executed by this carrier.`)
  }
  return { verb: 'startRecording', recording: parseRecording(noun, baseUrl) }
}

function parseRecording(element: Element, baseUrl: string | null): RecordingNoun {
  const { attributes } = element
  const target = targetFrom(
    attributes,
    'recordingStatusCallback',
    'recordingStatusCallbackMethod',
    baseUrl,
  )
  const events = parseStatusEvents(attributes['recordingStatusCallbackEvent'])
  const track = attributes['track']
  return {
    channels: attributes['channels'] === 'mono' ? 1 : 2,
    track: track === 'inbound' || track === 'outbound' ? track : 'both',
    trims: attributes['trim'] === 'trim-silence',
    callback: target && { ...target, events },
  }
}

function parsePlay(element: Element, baseUrl: string | null): Verb {
  const digits = element.attributes['digits']
  if (digits) return { verb: 'playDigits', digits }
  const target = targetFrom({ url: element.text }, 'url', 'method', baseUrl)
  if (!target) return unsupported('<Play> has neither an address nor digits.')
  return { verb: 'play', url: target.url, loop: loopOf(element) }
}

function parseDial(element: Element, baseUrl: string | null): Verb {
  const noun = element.children.find((child) => child.name === 'Number')
  const number = noun?.text ?? element.text
  if (number === '') return unsupported('<Dial> is executed for a number only.')
  const dial: DialVerb = {
    verb: 'dial',
    number,
    callerId: element.attributes['callerId'] ?? null,
    timeoutS: wholeNumber(element.attributes['timeout'], 30),
    timeLimitS: wholeNumber(element.attributes['timeLimit'], 0) || null,
    statusCallback: noun ? parseSubscription(noun, baseUrl) : null,
    action: targetFrom(element.attributes, 'action', 'method', baseUrl),
  }
  return dial
}

function parseSubscription(element: Element, baseUrl: string | null): DialVerb['statusCallback'] {
  const target = targetFrom(element.attributes, 'statusCallback', 'statusCallbackMethod', baseUrl)
  return (
    target && { ...target, events: parseStatusEvents(element.attributes['statusCallbackEvent']) }
  )
}

function parseRedirect(element: Element, baseUrl: string | null): Verb {
  const attributes = { ...element.attributes, url: element.text }
  const to = targetFrom(attributes, 'url', 'method', baseUrl)
  return to ? { verb: 'redirect', to } : unsupported('<Redirect> has no address.')
}

/** A loop of 0 is "until the call ends" in Twilio's docs; a thousand times is that for our calls. */
function loopOf(element: Element): number {
  const loop = wholeNumber(element.attributes['loop'], 1)
  return loop === 0 ? 1_000 : Math.min(loop, 1_000)
}

function wholeNumber(value: string | undefined, fallback: number): number {
  return value !== undefined && /^\d+$/.test(value) ? Number(value) : fallback
}

function unsupported(problem: string): Verb {
  return { verb: 'unsupported', code: 12200, problem }
}
