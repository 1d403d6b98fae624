import type { Scenario } from '#simulator/scenarios/scenario.ts'
import type { Call } from './calls/call.ts'
import type { PhoneNumber } from './numbers/phone-number.ts'
import type { Speaker } from './person/line-audio.ts'
import type { RecordingShelf } from './recordings/recording-shelf.ts'
import type { Timeline } from './time/timeline.ts'
import type { WebhookSender } from './webhooks/send-webhook.ts'

/** The telephone exchange: everything that the calls of one carrier share. */
export type Exchange = {
  readonly accountSid: string
  readonly authToken: string
  /** The carrier's own origin; recording addresses begin with it. */
  readonly origin: () => string
  readonly createdAtMs: number
  readonly timeline: Timeline
  readonly voices: Speaker
  readonly scenarios: readonly Scenario[]
  readonly calls: Map<string, Call>
  readonly numbers: readonly PhoneNumber[]
  readonly recordings: RecordingShelf
  readonly send: WebhookSender
  /** Callbacks under way and files being closed: what a closing carrier waits for. */
  readonly pending: Set<Promise<unknown>>
  /** Hears of what went wrong inside the carrier or in an application's answer. */
  readonly onError: (error: Error) => void
}

export const API_VERSION = '2010-04-01'

/** A path of the REST API under this account. */
export function accountPath(exchange: Exchange, rest: string): string {
  return `/${API_VERSION}/Accounts/${exchange.accountSid}${rest}`
}

/** The address of a recording's media, without the extension that says which format is wanted. */
export function recordingUrl(exchange: Exchange, recordingSid: string): string {
  return exchange.origin() + accountPath(exchange, `/Recordings/${recordingSid}`)
}

/** Lets a piece of work go on beside the call; its failure is reported. */
export function goOn(exchange: Exchange, work: Promise<unknown>): void {
  const watched = work.catch(exchange.onError).finally(() => exchange.pending.delete(watched))
  exchange.pending.add(watched)
}
