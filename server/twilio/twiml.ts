import twilio from 'twilio'
import { sayLanguage } from './say-language.ts'

/** A call's audio, and who is asked what to do when it is over. */
export type StreamAnswer = {
  /** The `wss:` address of the relay, without a query: Twilio does not allow one. */
  streamUrl: string
  ticket: string
  /** Asked by POST when the stream is over, however that came. */
  afterStreamUrl: string
}

/**
 * Answers a call: starts its recording where one is wanted, connects its audio
 * to the relay, and hangs up when the stream is over and nothing else was said.
 */
export function renderAnswer(
  answer: StreamAnswer & { recording: { callbackUrl: string } | null },
): string {
  const response = new twilio.twiml.VoiceResponse()
  if (answer.recording !== null) {
    response.start().recording({
      channels: 'dual',
      trim: 'do-not-trim',
      recordingStatusCallback: answer.recording.callbackUrl,
      recordingStatusCallbackMethod: 'POST',
      recordingStatusCallbackEvent: ['in-progress', 'completed', 'absent'],
    })
  }
  return connectStream(response, answer)
}

/** Connects a call's audio once more, `pauseSeconds` from now; its recording goes on by itself. */
export function renderReconnect(answer: StreamAnswer & { pauseSeconds: number }): string {
  const response = new twilio.twiml.VoiceResponse()
  if (answer.pauseSeconds > 0) response.pause({ length: answer.pauseSeconds })
  return connectStream(response, answer)
}

function connectStream(
  response: InstanceType<typeof twilio.twiml.VoiceResponse>,
  { streamUrl, ticket, afterStreamUrl }: StreamAnswer,
): string {
  const connect = response.connect({ action: afterStreamUrl, method: 'POST' })
  const stream = connect.stream({ url: streamUrl })
  stream.parameter({ name: 'ticket', value: ticket })
  response.hangup()
  return response.toString()
}

/** Has the carrier ask again at `url`, by POST, after a pause. */
export function renderWait(url: string, pauseSeconds: number): string {
  const response = new twilio.twiml.VoiceResponse()
  response.pause({ length: pauseSeconds })
  response.redirect({ method: 'POST' }, url)
  return response.toString()
}

/** Ends the call at once. */
export function renderHangup(): string {
  const response = new twilio.twiml.VoiceResponse()
  response.hangup()
  return response.toString()
}

/** Says one sentence to the caller, in a language given by its two-letter code, then ends the call. */
export function renderSorry(text: string, language: string | null): string {
  const response = new twilio.twiml.VoiceResponse()
  const locale = sayLanguage(language)
  response.say(locale === undefined ? {} : { language: locale }, text)
  response.hangup()
  return response.toString()
}

/** Rings `to` and connects the caller with whoever answers; ends the call after that, or when nobody does. */
export function renderTransfer(transfer: {
  to: string
  /** One of the account's own numbers. */
  callerId: string
  ringSeconds: number
  /** The carrier ends the conversation after that. */
  longestSeconds: number
}): string {
  const response = new twilio.twiml.VoiceResponse()
  const { callerId, ringSeconds, longestSeconds } = transfer
  const dial = response.dial({
    callerId,
    timeout: ringSeconds,
    timeLimit: longestSeconds,
    answerOnBridge: true,
  })
  dial.number(transfer.to)
  response.hangup()
  return response.toString()
}
