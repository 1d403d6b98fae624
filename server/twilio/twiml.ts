import twilio from 'twilio'

/**
 * Answers a call: starts its recording where one is wanted, connects its audio
 * to the relay, and hangs up when the stream is over and nothing else was said.
 * `afterStreamUrl` is asked, by POST, what to do then.
 */
export function renderAnswer(answer: {
  /** The `wss:` address of the relay, without a query: Twilio does not allow one. */
  streamUrl: string
  ticket: string
  afterStreamUrl: string
  recording: { callbackUrl: string } | null
}): string {
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
  const connect = response.connect({ action: answer.afterStreamUrl, method: 'POST' })
  const stream = connect.stream({ url: answer.streamUrl })
  stream.parameter({ name: 'ticket', value: answer.ticket })
  response.hangup()
  return response.toString()
}

/** Ends the call at once. */
export function renderHangup(): string {
  const response = new twilio.twiml.VoiceResponse()
  response.hangup()
  return response.toString()
}

/** Says one sentence to the caller, then ends the call. */
export function renderSorry(text: string): string {
  const response = new twilio.twiml.VoiceResponse()
  response.say(text)
  response.hangup()
  return response.toString()
}
