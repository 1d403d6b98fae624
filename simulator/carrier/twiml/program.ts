/** How a URL in TwiML is asked for. */
export type WebhookTarget = { url: string; method: 'GET' | 'POST' }

/** A status callback with the events it wants. */
export type Subscription = WebhookTarget & { events: readonly string[] }

export type StreamNoun = {
  url: string
  name: string | null
  parameters: Readonly<Record<string, string>>
  statusCallback: WebhookTarget | null
}

export type RecordingNoun = {
  channels: 1 | 2
  track: RecordingTrack
  trims: boolean
  callback: Subscription | null
}

export type RecordingTrack = 'both' | 'inbound' | 'outbound'

export type DialVerb = {
  verb: 'dial'
  number: string
  callerId: string | null
  timeoutS: number
  timeLimitS: number | null
  statusCallback: Subscription | null
  action: WebhookTarget | null
}

/** One instruction of a TwiML document, with the vendor's defaults filled in. */
export type Verb =
  | { verb: 'connectStream'; stream: StreamNoun; action: WebhookTarget | null }
  | { verb: 'startRecording'; recording: RecordingNoun }
  | { verb: 'say'; text: string; voice: string | null; loop: number }
  | { verb: 'play'; url: string; loop: number }
  | { verb: 'playDigits'; digits: string }
  | { verb: 'pause'; lengthS: number }
  | DialVerb
  | { verb: 'redirect'; to: WebhookTarget }
  | { verb: 'reject'; reason: 'rejected' | 'busy' }
  | { verb: 'hangUp' }
  /** Something this carrier does not do: noted on the call, and passed over. */
  | { verb: 'unsupported'; code: number; problem: string }

export type Program = readonly Verb[]
