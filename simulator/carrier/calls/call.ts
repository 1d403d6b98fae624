import type { AnsweredBy } from './answered-by.ts'
import type { CallStatus } from './call-status.ts'
import type { Line } from './line.ts'
import type { Scenario } from '#simulator/scenarios/scenario.ts'
import type { Program, Subscription, WebhookTarget } from '../twiml/program.ts'

export type Direction = 'inbound' | 'outbound-api' | 'outbound-dial'

/** Where TwiML comes from: handed in, or fetched with some parameters of its own. */
export type TwimlSource =
  | { from: 'inline'; twiml: string }
  | { from: 'program'; program: Program }
  | { from: 'webhook'; target: WebhookTarget; extra?: Readonly<Record<string, string>> }

/** Something the vendor would list among the call's notifications. */
export type Note = { sid: string; code: number; text: string; atMs: number }

/** One leg of a phone call: what REST shows of it, and what keeps it going. */
export type Call = {
  readonly sid: string
  readonly parentSid: string | null
  readonly direction: Direction
  readonly from: string
  readonly to: string
  /** The id of our number that this call uses; null for a leg that a `<Dial>` made. */
  readonly numberSid: string | null
  readonly scenario: Scenario
  readonly createdAtMs: number
  readonly line: Line
  readonly notes: Note[]
  /** Counts every note, also those that were too many to keep. */
  noteCount: number
  /** Aborts when the call is over. */
  readonly over: AbortController
  subscription: Subscription | null
  /** Fetched when the TwiML's own address fails. */
  fallback: WebhookTarget | null
  status: CallStatus
  updatedAtMs: number
  startedAtMs: number | null
  answeredAtMs: number | null
  endedAtMs: number | null
  answeredBy: AnsweredBy | null
  sipResponseCode: number | null
  error: { code: number; text: string } | null
  timeLimitS: number
  /** The TwiML being executed; aborting it makes the call go on with `replacement`, if any. */
  document: AbortController | null
  replacement: TwimlSource | null
  /** Callbacks of one call leave one after the other, in the order of what they tell. */
  callbacks: Promise<void>
  sequenceNumber: number
}

/** Seconds the call was connected, rounded up as the vendor bills; 0 for one never answered. */
export function durationS(call: Call, nowMs: number): number {
  if (call.answeredAtMs === null) return 0
  return Math.ceil(((call.endedAtMs ?? nowMs) - call.answeredAtMs) / 1_000)
}
