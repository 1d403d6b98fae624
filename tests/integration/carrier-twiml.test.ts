import { expect, test } from 'vitest'
import { decodeMulaw } from '#core/audio/g711.ts'
import { pcm16Samples } from '#core/audio/wav.ts'
import {
  ACCOUNT_SID,
  BASIC,
  carrierUnderTest,
  connectTo,
  OURS,
  pattern,
  QUIET_PERSON,
  THEIRS,
} from '#tests/fixtures/carrier-under-test.ts'

test('new TwiML by REST stops the stream and runs at once', async () => {
  await using line = await carrierUnderTest()
  line.app.twiml('/voice', connectTo(line.app.streamUrl) + '<Redirect>/never</Redirect>')
  line.app.twiml('/after', '<Hangup/>')
  const call = await line.client.calls.create({
    to: THEIRS,
    from: OURS,
    url: line.app.url('/voice'),
  })
  const stream = await line.stream()
  const twiml = `<Response><Say>One moment</Say><Redirect>${line.app.url('/after')}</Redirect></Response>`
  expect((await line.client.calls(call.sid).update({ twiml })).status).toBe('in-progress')
  await line.webhook('/after')
  await stream.closed
  expect(stream.frames.at(-1)).toMatchObject({
    event: 'stop',
    streamSid: stream.streamSid,
    stop: { accountSid: ACCOUNT_SID, callSid: call.sid },
  })
  expect(line.app.at('/never')).toEqual([])
})

test('when the application closes its stream, the action is asked what comes next', async () => {
  await using line = await carrierUnderTest()
  const { streamUrl } = line.app
  line.app.twiml('/voice', `<Connect action="/next"><Stream url="${streamUrl}"/></Connect>`)
  line.app.twiml('/next', connectTo(streamUrl))
  const call = await line.client.calls.create({
    to: THEIRS,
    from: OURS,
    url: line.app.url('/voice'),
  })
  const first = await line.stream(0)
  first.close()
  const second = await line.stream(1)
  expect(second.streamSid).not.toBe(first.streamSid)
  expect(second.frames[1]?.start).toMatchObject({ callSid: call.sid })
})

test('without an action the call goes on with the next verb, and ends after the last', async () => {
  await using line = await carrierUnderTest()
  line.app.twiml('/voice', connectTo(line.app.streamUrl) + '<Gather/><Say>Goodbye</Say>')
  const call = await line.client.calls.create({
    to: THEIRS,
    from: OURS,
    url: line.app.url('/voice'),
    statusCallback: line.app.url('/status'),
  })
  const stream = await line.stream()
  stream.close()
  await line.webhook('/status')
  const [warning] = await line.client.calls(call.sid).notifications.list()
  expect(warning).toMatchObject({
    errorCode: '12200',
    messageText: expect.stringContaining('Gather'),
  })
})

test('an inbound call asks the voice webhook while it rings, then runs what that says', async () => {
  await using line = await carrierUnderTest()
  const [number] = await line.client.incomingPhoneNumbers.list({ phoneNumber: OURS })
  await line.client.incomingPhoneNumbers(number!.sid).update({
    voiceUrl: line.app.url('/voice'),
    statusCallback: line.app.url('/status'),
  })
  line.app.twiml('/voice', connectTo(line.app.streamUrl))
  const { callSid } = await line.carrier.placeInboundCall({ from: THEIRS, to: OURS })
  const stream = await line.stream()
  const [voice] = line.app.at('/voice')
  expect(voice).toMatchObject({
    isSigned: true,
    parameters: {
      CallSid: callSid,
      CallStatus: 'ringing',
      Direction: 'inbound',
      From: THEIRS,
      To: OURS,
    },
  })
  expect(voice?.parameters['CallToken']).toBeTruthy()
  expect(stream.frames[1]?.start).toMatchObject({ callSid })
  await line.client.calls(callSid).update({ status: 'completed' })
  expect((await line.webhook('/status')).parameters['CallStatus']).toBe('completed')
  expect(line.app.at('/status')).toHaveLength(1)
})

test.each([
  ['busy', 'busy'],
  ['rejected', 'no-answer'],
])('a call rejected as %s is never answered and ends as %s', async (reason, status) => {
  await using line = await carrierUnderTest()
  const [number] = await line.client.incomingPhoneNumbers.list()
  await line.client.incomingPhoneNumbers(number!.sid).update({ voiceUrl: line.app.url('/voice') })
  line.app.twiml('/voice', `<Reject reason="${reason}"/>`)
  const { callSid } = await line.carrier.placeInboundCall({ from: THEIRS, to: OURS })
  const call = await line.until(() => line.app.at('/voice')[0] && callSid, 'the webhook')
  await line.clock.advance(200)
  expect((await line.client.calls(call).fetch()).status).toBe(status)
})

test('the control door makes a person call, and says what is wrong with a bad request', async () => {
  await using line = await carrierUnderTest()
  const post = (body: unknown, authorization = BASIC) =>
    fetch(`${line.carrier.url}/simulator/inbound-calls`, {
      method: 'POST',
      headers: { authorization },
      body: JSON.stringify(body),
    })
  expect((await post({}, 'Basic eDp5')).status).toBe(401)
  expect(await (await post({})).json()).toMatchObject({
    message: expect.stringContaining('VoiceUrl'),
  })
  const [number] = await line.client.incomingPhoneNumbers.list()
  await line.client.incomingPhoneNumbers(number!.sid).update({ voiceUrl: line.app.url('/voice') })
  expect((await post({ from: '12' })).status).toBe(400)
  expect(await (await post({ scenario: 'nobody' })).json()).toMatchObject({
    message: expect.stringContaining('quiet-person'),
  })
  const answer = await post({ scenario: 'quiet-person' })
  expect(answer.status).toBe(201)
  const { callSid } = (await answer.json()) as { callSid: string }
  expect((await line.webhook('/voice')).parameters['CallSid']).toBe(callSid)
})

test('a dialled second person is bridged, and the action learns how that went', async () => {
  const speaks = { say: 'Hello', when: 'agentPauses', patienceMs: 500 } as const
  const second = {
    ...QUIET_PERSON,
    name: 'second',
    ending: '0200',
    caller: [speaks],
    hangsUp: 'caller',
  } as const
  await using line = await carrierUnderTest([QUIET_PERSON, { ...second, caller: [speaks] }])
  line.app.twiml('/voice', '<Dial action="/dialled"><Number>+15551230200</Number></Dial>')
  line.app.twiml('/dialled', '<Hangup/>')
  const call = await line.client.calls.create({
    to: THEIRS,
    from: OURS,
    url: line.app.url('/voice'),
    record: true,
    recordingChannels: 'dual',
    trim: 'do-not-trim',
    recordingStatusCallback: line.app.url('/recording'),
  })
  const { parameters } = await line.webhook('/dialled')
  expect(parameters).toMatchObject({ DialCallStatus: 'completed', CallSid: call.sid })
  const [leg] = await line.client.calls.list({ parentCallSid: call.sid })
  expect(leg).toMatchObject({
    sid: parameters['DialCallSid'],
    direction: 'outbound-dial',
    from: OURS,
  })
  const recording = await line.webhook('/recording')
  await line.clock.advance(400)
  const media = await fetch(`${recording.parameters['RecordingUrl']}.wav`, {
    headers: { authorization: BASIC },
  })
  const samples = pcm16Samples(new Uint8Array(await media.arrayBuffer()).subarray(44))
  const second2 = Buffer.from(samples.filter((_, at) => at % 2 === 1).buffer)
  const spoken = Buffer.from(decodeMulaw(pattern('Hello', 4_000)).buffer)
  expect(second2.includes(spoken)).toBe(true)
})

test('a busy second leg is told to the action, and the first leg goes on', async () => {
  await using line = await carrierUnderTest()
  line.app.twiml('/voice', '<Dial action="/dialled">+15005550010</Dial>')
  line.app.twiml('/dialled', '<Pause length="60"/>')
  const call = await line.client.calls.create({
    to: THEIRS,
    from: OURS,
    url: line.app.url('/voice'),
  })
  expect((await line.webhook('/dialled')).parameters['DialCallStatus']).toBe('busy')
  expect((await line.client.calls(call.sid).fetch()).status).toBe('in-progress')
})

test.each([
  ['an error page', { status: 500, body: 'oops' }, '11200'],
  ['broken XML', { body: '<Response><Say>' }, '12100'],
  ['another content', { contentType: 'application/json', body: '{}' }, '12300'],
])('TwiML that is %s fails the call with the code for it', async (_, answer, code) => {
  await using line = await carrierUnderTest()
  line.app.answer('/voice', answer)
  const statusCallback = line.app.url('/status')
  const call = await line.client.calls.create({
    to: THEIRS,
    from: OURS,
    url: line.app.url('/voice'),
    statusCallback,
  })
  const { parameters } = await line.webhook('/status')
  expect(parameters).toMatchObject({ CallStatus: 'failed', ErrorCode: code })
  const [warning] = await line.client.calls(call.sid).notifications.list()
  expect(warning?.errorCode).toBe(code)
})

test('the fallback address is asked when the first one fails', async () => {
  await using line = await carrierUnderTest()
  line.app.answer('/voice', { status: 503, body: '' })
  line.app.twiml('/fallback', '<Pause length="60"/>')
  const call = await line.client.calls.create({
    to: THEIRS,
    from: OURS,
    url: line.app.url('/voice'),
    fallbackUrl: line.app.url('/fallback'),
  })
  expect((await line.webhook('/fallback')).parameters).toMatchObject({
    ErrorCode: '11200',
    ErrorUrl: line.app.url('/voice'),
  })
  expect((await line.client.calls(call.sid).fetch()).status).toBe('in-progress')
})
