import { describe, expect, test } from 'vitest'
import { renderAnswer, renderHangup, renderSorry } from './twiml.ts'

const answer = {
  streamUrl: 'wss://relay.example.com/media-stream',
  ticket: 'ticket-1',
  afterStreamUrl: 'https://app.example.com/api/twilio/after-stream?callId=1',
}
const connect =
  '<Connect action="https://app.example.com/api/twilio/after-stream?callId=1" method="POST">' +
  '<Stream url="wss://relay.example.com/media-stream"><Parameter name="ticket" value="ticket-1"/>' +
  '</Stream></Connect><Hangup/></Response>'

describe('what the carrier is told to do with a call', () => {
  test('a recorded call starts its recording before its audio is connected', () => {
    const recording = { callbackUrl: 'https://app.example.com/api/twilio/recording?a=1&b=2' }
    expect(renderAnswer({ ...answer, recording })).toBe(
      '<?xml version="1.0" encoding="UTF-8"?><Response><Start><Recording channels="dual" ' +
        'trim="do-not-trim" ' +
        'recordingStatusCallback="https://app.example.com/api/twilio/recording?a=1&amp;b=2" ' +
        'recordingStatusCallbackMethod="POST" ' +
        `recordingStatusCallbackEvent="in-progress completed absent"/></Start>${connect}`,
    )
  })

  test('a call that is not recorded here is only connected', () => {
    expect(renderAnswer({ ...answer, recording: null })).toBe(
      `<?xml version="1.0" encoding="UTF-8"?><Response>${connect}`,
    )
  })

  test('an apology is spoken before the call ends, whatever its letters', () => {
    expect(renderSorry('Tea & <biscuits>')).toContain(
      '<Response><Say>Tea &amp; &lt;biscuits&gt;</Say><Hangup/></Response>',
    )
  })

  test('an ended call is hung up', () => {
    expect(renderHangup()).toContain('<Response><Hangup/></Response>')
  })
})
