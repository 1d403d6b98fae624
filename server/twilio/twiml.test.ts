import { describe, expect, test } from 'vitest'
import {
  renderAnswer,
  renderHangup,
  renderReconnect,
  renderSorry,
  renderTransfer,
  renderWait,
} from './twiml.ts'

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
    expect(renderSorry('Tea & <biscuits>', null)).toContain(
      '<Response><Say>Tea &amp; &lt;biscuits&gt;</Say><Hangup/></Response>',
    )
  })

  test('a sentence is spoken in its language where the carrier speaks it', () => {
    expect(renderSorry('またね', 'ja')).toContain('<Say language="ja-JP">またね</Say>')
    expect(renderSorry('Aa', 'mi')).toContain('<Say>Aa</Say>')
  })

  test('a call that lost its stream is connected again without a second recording', () => {
    expect(renderReconnect({ ...answer, pauseSeconds: 0 })).toContain(`<Response>${connect}`)
    expect(renderReconnect({ ...answer, pauseSeconds: 1 })).toContain(
      `<Response><Pause length="1"/>${connect}`,
    )
  })

  test('a call that waits has the carrier ask again', () => {
    expect(renderWait('https://app.example.com/again?a=1&b=2', 2)).toContain(
      '<Response><Pause length="2"/>' +
        '<Redirect method="POST">https://app.example.com/again?a=1&amp;b=2</Redirect></Response>',
    )
  })

  test('a transferred call rings on until somebody answers, then ends', () => {
    const ends = { to: '+14155550177', callerId: '+14155550100' }
    const transfer = { ...ends, ringSeconds: 30, longestSeconds: 3_600 }
    expect(renderTransfer(transfer)).toContain(
      '<Response><Dial callerId="+14155550100" timeout="30" timeLimit="3600" answerOnBridge="true">' +
        '<Number>+14155550177</Number></Dial><Hangup/></Response>',
    )
  })

  test('an ended call is hung up', () => {
    expect(renderHangup()).toContain('<Response><Hangup/></Response>')
  })
})
