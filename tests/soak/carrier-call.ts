import { setTimeout as sleep } from 'node:timers/promises'
import type { Verb, WebhookTarget } from '#simulator/carrier/twiml/program.ts'
import type { Webhooks } from './carrier-webhook.ts'
import type { CallSeen } from './evidence.ts'
import { createPerson, type Person, type Plan } from './person.ts'
import { openPhoneLine, type PhoneLine } from './phone-line.ts'
import type { Story } from './story.ts'

/** What the carrier's calls share. */
export type CarrierPorts = {
  accountSid: string
  authToken: string
  webhooks: Webhooks
  nowMs(): number
  /** Somebody at the desk ends the call. */
  operatorEnds(callSid: string): Promise<void>
}

/** One call at the carrier, from the first webhook to the last. */
export type CarrierCall = {
  readonly seen: CallSeen
  readonly story: Story
  /** Null between two streams. */
  line(): PhoneLine | null
  /** Lives for 20 ms. */
  beat(): void
  /** Twilio's REST says so. */
  complete(): void
  /** Settles when the last callback is through. */
  readonly over: Promise<void>
}

export type NewCarrierCall = {
  number: number
  callSid: string
  direction: 'inbound' | 'outbound'
  plan: Plan
  story: Story
  fields: Record<string, string>
  voiceUrl: string
  statusUrl: string
}

/** Whom we call picks up after this. */
const RINGING_MS = 300

/** Begins a call, which somebody answers: asks what to do with it, does that, and so on until it ends. */
export function beginCarrierCall(call: NewCarrierCall, ports: CarrierPorts): CarrierCall {
  const { number, callSid, direction, plan, story } = call
  const seen: CallSeen = {
    number,
    callSid,
    direction,
    plannedEnd: plan.end,
    startedAtMs: ports.nowMs(),
    endedAtMs: null,
    endedBy: null,
    isKnown: direction === 'outbound',
    streams: [],
    story: story.entries(),
  }
  const person = createPerson(plan)
  const ended = new AbortController()
  let line: PhoneLine | null = null

  function end(by: NonNullable<CallSeen['endedBy']>): void {
    if (seen.endedAtMs !== null) return
    seen.endedAtMs = ports.nowMs()
    seen.endedBy = by
    story.tell('carrier', `the call is over: ${by}`)
    line?.stop()
    ended.abort()
  }

  async function ask(target: WebhookTarget, extra: Record<string, string> = {}) {
    const fields = { ...call.fields, CallStatus: 'in-progress', ...extra }
    const program = await ports.webhooks.ask(target.url, fields)
    const verbs = program?.map(({ verb }) => verb).join(', ') ?? 'nothing that can be used'
    story.tell('carrier', `${new URL(target.url).pathname} answered: ${verbs}`)
    // An apology comes from an application that could not look anything up.
    if (program?.some(({ verb }) => verb === 'connectStream')) seen.isKnown = true
    return program
  }

  async function run(): Promise<void> {
    if (direction === 'outbound') {
      await wait(RINGING_MS)
      if (!ended.signal.aborted) await tellStatus('in-progress')
    }
    let next: Next | null = { target: { url: call.voiceUrl, method: 'POST' }, extra: {} }
    while (next && !ended.signal.aborted) {
      const program = await ask(next.target, next.extra)
      if (!program) return end('webhook-failed')
      next = null
      for (const verb of program) {
        if (ended.signal.aborted) break
        const outcome = await runVerb(verb)
        if (outcome === 'hangUp') return end('twiml')
        if (outcome !== 'next') {
          next = outcome
          break
        }
      }
    }
    end('twiml')
  }

  async function runVerb(verb: Verb): Promise<Next | 'next' | 'hangUp'> {
    switch (verb.verb) {
      case 'connectStream': {
        const extra = await runStream(verb.stream.url, verb.stream.parameters)
        return verb.action ? { target: verb.action, extra } : 'next'
      }
      case 'pause':
        await wait(verb.lengthS * 1_000)
        return 'next'
      case 'redirect':
        return { target: verb.to, extra: {} }
      case 'say':
        story.tell('carrier', `says: ${verb.text}`)
        await wait(300)
        return 'next'
      case 'hangUp':
      case 'reject':
        return 'hangUp'
      case 'dial':
      case 'play':
      case 'playDigits':
      case 'startRecording':
      case 'unsupported':
        story.tell('carrier', `passes over ${verb.verb}`)
        return 'next'
      default:
        return verb satisfies never
    }
  }

  async function runStream(
    url: string,
    parameters: Readonly<Record<string, string>>,
  ): Promise<Record<string, string>> {
    const { accountSid, authToken, nowMs } = ports
    const stream = { call: number, number: seen.streams.length, url, parameters }
    const options = { accountSid, authToken, callSid, ...stream }
    try {
      line = await openPhoneLine({ ...options, nowMs, story })
    } catch (error) {
      story.tell('carrier', `no stream: ${String(error)}`)
      return { StreamError: `31920: ${String(error)}` }
    }
    seen.streams.push(line.seen)
    const { streamSid } = line.seen
    if (ended.signal.aborted) line.stop()
    await line.ended
    line = null
    return { StreamSid: streamSid }
  }

  const wait = (ms: number) => sleep(ms, undefined, { signal: ended.signal }).catch(() => undefined)

  function tellStatus(status: string, extra: Record<string, string> = {}): Promise<void> {
    const news = { CallStatus: status, Timestamp: new Date().toUTCString(), ...extra }
    return ports.webhooks.tell(call.statusUrl, { ...call.fields, ...news })
  }
  function tellEnd(): Promise<void> {
    const seconds = Math.ceil(((seen.endedAtMs ?? 0) - seen.startedAtMs) / 1_000)
    return tellStatus('completed', { CallDuration: String(seconds) })
  }
  return {
    seen,
    story,
    line: () => line,
    beat: () =>
      beat(
        person,
        line,
        story,
        () => end('caller'),
        () => ports.operatorEnds(callSid),
      ),
    complete: () => end('rest'),
    over: run().then(tellEnd),
  }
}

type Next = { target: WebhookTarget; extra: Record<string, string> }

/** A person waits while no stream is there; nobody plans for that. */
function beat(
  person: Person,
  line: PhoneLine | null,
  story: Story,
  hangUp: () => void,
  operatorEnds: () => Promise<void>,
): void {
  if (!line) return
  const { sound, digits, ends } = person.beat(line.isPlaying())
  line.beat(sound)
  for (const digit of digits) line.press(digit)
  if (digits !== '') story.tell('person', `presses ${digits}`)
  if (ends === 'caller') {
    story.tell('person', 'hangs up')
    hangUp()
  }
  if (ends === 'operator') {
    story.tell('person', 'is ended by the desk')
    operatorEnds().catch((error: unknown) =>
      story.tell('person', `the desk failed: ${String(error)}`),
    )
  }
}
