import { afterEach, describe, expect, test } from 'vitest'
import { createCarrier, type Dial } from '#server/twilio/rest.ts'
import {
  ACCOUNT_SID,
  AUTH_TOKEN,
  carrierUnderTest,
  OURS,
  THEIRS,
} from '#tests/fixtures/carrier-under-test.ts'
import { newSid } from '#tests/fixtures/new-call.ts'
import { scriptedHttp, type Script } from '#tests/fixtures/scripted-http.ts'

const dial: Dial = {
  to: THEIRS,
  from: OURS,
  twimlUrl: 'https://app.example.com/api/twilio/voice?callId=1',
  statusCallbackUrl: 'https://app.example.com/api/twilio/status?callId=1',
  recording: { callbackUrl: 'https://app.example.com/api/twilio/recording?callId=1' },
  answeringMachine: { callbackUrl: 'https://app.example.com/api/twilio/amd?callId=1' },
  timeLimitSeconds: 3_600,
  ringTimeoutSeconds: 45,
}
const callSid = newSid('CA')

function carrierAt(origin: string, token = AUTH_TOKEN) {
  return createCarrier({
    TWILIO_ACCOUNT_SID: ACCOUNT_SID,
    TWILIO_AUTH_TOKEN: token,
    TWILIO_API_BASE_URL: origin,
  })
}

describe('what goes over the wire to the carrier', () => {
  const peers: { close(): Promise<void> }[] = []
  afterEach(async () => {
    await Promise.all(peers.splice(0).map((peer) => peer.close()))
  })

  async function scripted(script: Script) {
    const peer = await scriptedHttp(script)
    peers.push(peer)
    return { peer, carrier: carrierAt(peer.url) }
  }
  const json = (status: number, body: unknown) => () => ({
    status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

  test('[PAUSE-17] where the current recording is refused, each that runs and is not so yet is paused by its name', async () => {
    const sids = [newSid('RE'), newSid('RE'), newSid('RE')]
    const states = ['in-progress', 'paused', 'completed']
    const recordings = sids.map((sid, at) => ({ sid, call_sid: callSid, status: states[at] }))
    const { peer, carrier } = await scripted(({ method, path }) => {
      const isCurrent = path.includes('Twilio.CURRENT')
      const body = isCurrent ? { code: 20404, message: 'Several.' } : { recordings, uri: '' }
      const answer = method === 'GET' ? body : isCurrent ? body : recordings[0]
      return json(isCurrent ? 404 : 200, answer)()
    })
    expect(await carrier.pauseRecording(callSid, true)).toEqual({ ok: true })
    const below = `/2010-04-01/Accounts/${ACCOUNT_SID}/Calls/${callSid}/Recordings`
    const asked = peer.received.map(({ method, path, body }) => [method, path.split('?')[0], body])
    const silence = 'Status=paused&PauseBehavior=silence'
    expect(asked).toEqual([
      ['POST', `${below}/Twilio.CURRENT.json`, silence],
      ['GET', `${below}.json`, ''],
      ['POST', `${below}/${sids[0]}.json`, silence],
    ])
  })

  test('a call is placed with every callback, untrimmed dual recording and asynchronous detection', async () => {
    const { peer, carrier } = await scripted(json(201, { sid: callSid, status: 'queued' }))
    expect(await carrier.placeCall(dial)).toEqual({ ok: true, callSid, status: 'queued' })
    const [request] = peer.received
    expect(request).toMatchObject({
      method: 'POST',
      path: `/2010-04-01/Accounts/${ACCOUNT_SID}/Calls.json`,
    })
    expect(request!.headers.authorization).toBe(
      `Basic ${Buffer.from(`${ACCOUNT_SID}:${AUTH_TOKEN}`).toString('base64')}`,
    )
    const form = new URLSearchParams(request!.body)
    expect(form.getAll('StatusCallbackEvent')).toEqual([
      'initiated',
      'ringing',
      'answered',
      'completed',
    ])
    expect(form.getAll('RecordingStatusCallbackEvent')).toEqual([
      'in-progress',
      'completed',
      'absent',
    ])
    expect(Object.fromEntries(form)).toMatchObject({
      To: THEIRS,
      From: OURS,
      Url: dial.twimlUrl,
      Method: 'POST',
      StatusCallback: dial.statusCallbackUrl,
      Timeout: '45',
      TimeLimit: '3600',
      Record: 'true',
      RecordingChannels: 'dual',
      RecordingStatusCallback: dial.recording?.callbackUrl,
      Trim: 'do-not-trim',
      MachineDetection: 'DetectMessageEnd',
      AsyncAmd: 'true',
      AsyncAmdStatusCallback: dial.answeringMachine?.callbackUrl,
    })
  })

  test('what was not asked for is not sent', async () => {
    const { peer, carrier } = await scripted(json(201, { sid: callSid, status: 'queued' }))
    await carrier.placeCall({ ...dial, recording: null, answeringMachine: null })
    const names = [...new URLSearchParams(peer.received[0]!.body).keys()]
    expect(names.filter((name) => /Record|Trim|Amd|Machine/.test(name))).toEqual([])
  })

  test('a refusal has the code, the status and the sentence of the carrier', async () => {
    const refusal = { code: 21_215, message: 'Geo Permission configuration', status: 400 }
    const { carrier } = await scripted(json(400, refusal))
    expect(await carrier.placeCall(dial)).toEqual({
      ok: false,
      problem: 'carrier-refused',
      code: 21_215,
      status: 400,
      message: 'Geo Permission configuration',
      retryable: false,
    })
  })

  test.each([
    [429, { code: 20_429, message: 'Too Many Requests' }, 20_429],
    [503, { code: 20_503, message: 'Service Unavailable' }, 20_503],
  ])('status %i may be tried again', async (status, body, code) => {
    const { carrier } = await scripted(json(status, body))
    expect(await carrier.endCall(callSid)).toMatchObject({ code, status, retryable: true })
  })

  test('an answer that is not the carrier speaking is a refusal without a code', async () => {
    const { carrier } = await scripted(() => ({ status: 502, body: '<h1>Bad gateway</h1>' }))
    expect(await carrier.placeCall(dial)).toMatchObject({
      ok: false,
      problem: 'carrier-refused',
      code: null,
      status: 502,
      retryable: true,
    })
  })

  test('nobody there is unreachable, not an exception', async () => {
    const { peer, carrier } = await scripted(() => undefined)
    await peer.close()
    peers.length = 0
    const unreachable = { ok: false, problem: 'carrier-unreachable', code: null, status: null }
    expect(await carrier.placeCall(dial)).toMatchObject(unreachable)
    expect(await carrier.callStatus(callSid)).toMatchObject(unreachable)
    expect(await carrier.listNumbers()).toMatchObject(unreachable)
    expect(await carrier.deleteRecording(newSid('RE'))).toMatchObject(unreachable)
  })
})

describe('with a carrier that answers calls', () => {
  test('a call is placed, watched and hung up', async () => {
    await using line = await carrierUnderTest()
    line.app.twiml('/voice', '<Pause length="60"/>')
    const carrier = carrierAt(line.carrier.url)
    const urls = {
      twimlUrl: line.app.url('/voice'),
      statusCallbackUrl: line.app.url('/status'),
      recording: { callbackUrl: line.app.url('/recording') },
      answeringMachine: { callbackUrl: line.app.url('/amd') },
    }
    const placed = await carrier.placeCall({ ...dial, ...urls })
    if (!placed.ok) throw new Error(placed.message)
    await line.webhook('/status', 2)
    expect(await carrier.callStatus(placed.callSid)).toMatchObject({
      ok: true,
      status: 'in-progress',
      endedAt: null,
    })
    expect(await carrier.endCall(placed.callSid)).toEqual({ ok: true })
    await line.webhook('/status', 3)
    const ended = await carrier.callStatus(placed.callSid)
    expect(ended).toMatchObject({ ok: true, status: 'completed' })
    expect(ended.ok && ended.endedAt).toBeInstanceOf(Date)
    expect(await carrier.endCall(placed.callSid)).toMatchObject({ ok: false, code: 21_220 })
  })

  test('a recording is deleted, and deleting it again is fine', async () => {
    await using line = await carrierUnderTest()
    line.app.twiml('/voice', '<Say>Hello</Say><Pause length="1"/>')
    const carrier = carrierAt(line.carrier.url)
    await carrier.placeCall({
      ...dial,
      twimlUrl: line.app.url('/voice'),
      statusCallbackUrl: line.app.url('/status'),
      recording: { callbackUrl: line.app.url('/recording') },
      answeringMachine: null,
    })
    const finished = await line.until(
      () =>
        line.app
          .at('/recording')
          .find(({ parameters }) => parameters['RecordingStatus'] === 'completed'),
      'the recording',
    )
    const recordingSid = finished.parameters['RecordingSid'] ?? ''
    expect(await carrier.deleteRecording(recordingSid)).toEqual({ ok: true })
    expect(await carrier.deleteRecording(recordingSid)).toEqual({ ok: true })
  })

  test('the numbers of the account are listed', async () => {
    await using line = await carrierUnderTest()
    const listed = await carrierAt(line.carrier.url).listNumbers()
    expect(listed).toMatchObject({ ok: true, numbers: [{ phoneNumber: OURS }] })
  })

  test('a token that is wrong and a call that is unknown are refused', async () => {
    await using line = await carrierUnderTest()
    expect(await carrierAt(line.carrier.url, 'wrong').listNumbers()).toMatchObject({
      code: 20_003,
      status: 401,
    })
    expect(await carrierAt(line.carrier.url).callStatus(callSid)).toMatchObject({
      code: 20_404,
      status: 404,
    })
  })
})
