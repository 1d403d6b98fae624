import { expect, test } from 'vitest'
import { decodeMulaw } from '#core/audio/g711.ts'
import { parseWav, pcm16Samples } from '#core/audio/wav.ts'
import {
  ACCOUNT_SID,
  AUTH_TOKEN,
  carrierUnderTest,
  OURS,
  pattern,
  QUIET_PERSON,
  sdkFor,
  THEIRS,
} from '#tests/fixtures/carrier-under-test.ts'
import type { ScriptedStream } from '#tests/fixtures/scripted-application.ts'

const ALL_EVENTS = ['initiated', 'ringing', 'answered', 'completed']
const CONNECT = (url: string, inside = '') =>
  `<Connect><Stream url="${url}">${inside}</Stream></Connect>`
const BASIC = `Basic ${Buffer.from(`${ACCOUNT_SID}:${AUTH_TOKEN}`).toString('base64')}`

const marksOf = (stream: ScriptedStream) =>
  stream.frames.filter(({ event }) => event === 'mark').map(({ mark }) => mark?.name)

test('wrong credentials are refused with 401 and code 20003', async () => {
  await using line = await carrierUnderTest()
  const stranger = sdkFor(line.carrier.url, 'wrong')
  await expect(stranger.calls.list()).rejects.toMatchObject({ status: 401, code: 20003 })
})

test.each([
  [{ to: '' }, 21201],
  [{ to: '555-1234' }, 21211],
  [{ to: '+15005550001' }, 21211],
  [{ to: '+15005550002' }, 21214],
  [{ to: '+15005550003' }, 21215],
  [{ to: '+15005550004' }, 21216],
  [{ to: '+15005550009' }, 21219],
  [{ from: 'nobody' }, 21212],
  [{ from: '+15551239999' }, 21210],
  [{ url: undefined }, 21205],
  [{ url: 'ftp://example.com' }, 21205],
  [{ machineDetection: 'Enable', asyncAmd: 'true' }, 21262],
])('a call with %j is refused with code %i, and no call is made', async (change, code) => {
  await using line = await carrierUnderTest()
  const request = { to: THEIRS, from: OURS, url: line.app.url('/voice'), ...change }
  await expect(line.client.calls.create(request as never)).rejects.toMatchObject({ code })
  expect(await line.client.calls.list()).toEqual([])
})

test('status callbacks come signed and in order, and REST agrees with the last one', async () => {
  await using line = await carrierUnderTest()
  line.app.twiml('/voice', '<Pause length="3"/>')
  const call = await line.client.calls.create({
    to: THEIRS,
    from: OURS,
    url: line.app.url('/voice?call=7'),
    statusCallback: line.app.url('/status'),
    statusCallbackEvent: ALL_EVENTS,
  })
  expect(call).toMatchObject({ status: 'queued', direction: 'outbound-api', duration: null })
  await line.webhook('/status', 3)
  const seen = line.app.at('/status').map(({ parameters }) => parameters)
  expect(seen.map(({ CallStatus }) => CallStatus)).toEqual([
    'initiated',
    'ringing',
    'in-progress',
    'completed',
  ])
  expect(seen.map(({ SequenceNumber }) => SequenceNumber)).toEqual(['0', '1', '2', '3'])
  expect(line.app.webhooks.every(({ isSigned }) => isSigned)).toBe(true)
  expect(seen[3]).toMatchObject({
    AccountSid: ACCOUNT_SID,
    CallSid: call.sid,
    CallbackSource: 'call-progress-events',
    Direction: 'outbound-api',
    From: OURS,
    To: THEIRS,
    SipResponseCode: '200',
    Duration: '1',
  })
  expect(Number(seen[3]?.['CallDuration'])).toBeGreaterThanOrEqual(3)
  expect(new Date(seen[0]?.['Timestamp'] ?? '').getTime()).not.toBeNaN()
  const voice = line.app.at('/voice')[0]
  expect(voice?.parameters).toMatchObject({ CallStatus: 'in-progress', CallSid: call.sid })
  expect(voice?.headers['i-twilio-idempotency-token']).toMatch(/^[0-9a-f-]{36}$/)
  const ended = await line.client.calls(call.sid).fetch()
  expect(ended).toMatchObject({ status: 'completed', duration: seen[3]?.['CallDuration'] })
  expect(ended.endTime?.getTime()).toBeGreaterThan(ended.startTime?.getTime() ?? Infinity)
})

test.each([
  ['+15005550010', 'busy', '486'],
  ['+15005550011', 'no-answer', '487'],
  ['+15005550012', 'failed', '404'],
])('%s ends as %s under the subscription to completed', async (to, status, sipCode) => {
  await using line = await carrierUnderTest()
  const request = { to, from: OURS, twiml: '<Response/>', timeout: 20 }
  const call = await line.client.calls.create({ ...request, statusCallback: line.app.url('/s') })
  const { parameters } = await line.webhook('/s')
  expect(parameters).toMatchObject({
    CallStatus: status,
    SipResponseCode: sipCode,
    CallDuration: '0',
    SequenceNumber: '0',
  })
  expect(line.app.webhooks).toHaveLength(1)
  expect((await line.client.calls(call.sid).fetch()).status).toBe(status)
})

test('a ringing call can be canceled, and then no longer be changed', async () => {
  await using line = await carrierUnderTest()
  const to = '+15005550011'
  const call = await line.client.calls.create({ to, from: OURS, twiml: '<Response/>' })
  const redirect = line.client.calls(call.sid).update({ twiml: '<Response/>' })
  await expect(redirect).rejects.toMatchObject({ status: 400, code: 21220 })
  expect((await line.client.calls(call.sid).update({ status: 'canceled' })).status).toBe('canceled')
  await expect(line.client.calls(call.sid).update({ status: 'completed' })).rejects.toMatchObject({
    code: 21220,
  })
})

test('a stream is opened signed, and begins with connected, start and media in order', async () => {
  await using line = await carrierUnderTest()
  const parameter = '<Parameter name="token" value="a&amp;b"/>'
  line.app.twiml('/voice', CONNECT(line.app.streamUrl, parameter))
  const call = await line.client.calls.create({
    to: THEIRS,
    from: OURS,
    url: line.app.url('/voice'),
  })
  const stream = await line.stream()
  await line.until(() => stream.frames.length > 100, 'two seconds of audio')
  expect(stream.isSigned).toBe(true)
  expect(stream.headers['sec-websocket-protocol']).toBe('audio.twilio.com')
  const [connected, start, ...media] = stream.frames
  expect(connected).toEqual({ event: 'connected', protocol: 'Call', version: '1.0.0' })
  expect(start).toEqual({
    event: 'start',
    sequenceNumber: '1',
    streamSid: stream.streamSid,
    start: {
      accountSid: ACCOUNT_SID,
      callSid: call.sid,
      streamSid: stream.streamSid,
      tracks: ['inbound'],
      mediaFormat: { encoding: 'audio/x-mulaw', sampleRate: 8_000, channels: 1 },
      customParameters: { token: 'a&b' },
    },
  })
  expect(
    media.map((frame) => [frame.sequenceNumber, frame.media?.chunk, frame.media?.timestamp]),
  ).toEqual(media.map((_, at) => [String(at + 2), String(at + 1), String(at * 20)]))
  expect(stream.heard()).toEqual(Buffer.alloc(media.length * 160, 0xff))
})

test("the person's line arrives bit for bit, in one piece, with silence around it", async () => {
  const line0 = { say: 'Hello there', when: 'agentPauses', patienceMs: 4_000 } as const
  await using line = await carrierUnderTest([{ ...QUIET_PERSON, caller: [line0] }])
  line.app.twiml('/voice', CONNECT(line.app.streamUrl))
  await line.client.calls.create({ to: THEIRS, from: OURS, url: line.app.url('/voice') })
  const stream = await line.stream()
  const speech = pattern('Hello there', 11 * 800)
  const heard = await line.until(() => {
    const audio = stream.heard()
    return audio.subarray(-1_600).every((byte) => byte === 0xff) &&
      audio.some((byte) => byte !== 0xff)
      ? audio
      : undefined
  }, 'the line and the silence after it')
  const from = heard.indexOf(speech.subarray(0, 200))
  expect(heard.subarray(from, from + speech.length)).toEqual(Buffer.from(speech))
  expect(heard.subarray(0, from).every((byte) => byte === 0xff)).toBe(true)
  expect(heard.subarray(from + speech.length).every((byte) => byte === 0xff)).toBe(true)
})

test('marks come back when playback reaches them, and at once when nothing is queued', async () => {
  await using line = await carrierUnderTest()
  line.app.twiml('/voice', CONNECT(line.app.streamUrl))
  await line.client.calls.create({ to: THEIRS, from: OURS, url: line.app.url('/voice') })
  const stream = await line.stream()
  stream.send({ event: 'mark', mark: { name: 'nothing queued' } })
  await line.until(() => marksOf(stream).length === 1, 'the echo of a mark in silence')
  stream.play(pattern('a', 800))
  stream.send({ event: 'mark', mark: { name: 'after 100 ms' } })
  stream.play(pattern('b', 1_600))
  stream.send({ event: 'mark', mark: { name: 'after 300 ms' } })
  await line.until(() => marksOf(stream).length === 3, 'both echoes')
  expect(marksOf(stream)).toEqual(['nothing queued', 'after 100 ms', 'after 300 ms'])
  const events = stream.frames.map(({ event, mark }) => mark?.name ?? event)
  const between = events.slice(events.indexOf('after 100 ms') + 1, events.indexOf('after 300 ms'))
  expect(between).toEqual(Array.from({ length: 10 }, () => 'media'))
  const sequence = stream.frames.slice(1).map((frame) => Number(frame.sequenceNumber))
  expect(sequence).toEqual(sequence.map((_, at) => at + 1))
})

test('clear echoes the marks it drops, and the recording holds only what was played', async () => {
  await using line = await carrierUnderTest()
  line.app.twiml('/voice', CONNECT(line.app.streamUrl))
  const call = await line.client.calls.create({
    to: THEIRS,
    from: OURS,
    url: line.app.url('/voice'),
    record: true,
    recordingChannels: 'dual',
    trim: 'do-not-trim',
    recordingStatusCallback: line.app.url('/recording'),
    recordingStatusCallbackEvent: ['in-progress', 'completed'],
  })
  const stream = await line.stream()
  const audio = {
    early: pattern('early', 4_000),
    dropped: pattern('d', 80_000),
    late: pattern('late', 3_000),
  }
  stream.play(audio.early)
  stream.send({ event: 'mark', mark: { name: 'early' } })
  await line.until(() => marksOf(stream).includes('early'), 'the early mark')
  stream.play(audio.dropped)
  stream.send({ event: 'mark', mark: { name: 'dropped' } })
  stream.send({ event: 'clear' })
  stream.play(audio.late)
  stream.send({ event: 'mark', mark: { name: 'late' } })
  await line.until(() => marksOf(stream).includes('late'), 'the late mark')
  expect(marksOf(stream)).toEqual(['early', 'dropped', 'late'])
  await line.client.calls(call.sid).update({ status: 'completed' })
  const { parameters } = await line.webhook('/recording', 1)
  expect(line.app.at('/recording')[0]?.parameters['RecordingStatus']).toBe('in-progress')
  expect(parameters).toMatchObject({
    AccountSid: ACCOUNT_SID,
    CallSid: call.sid,
    RecordingStatus: 'completed',
    RecordingChannels: '2',
    RecordingSource: 'OutboundAPI',
    RecordingTrack: 'both',
  })
  const address = `${parameters['RecordingUrl']}.wav`
  const load = (headers: Record<string, string> = {}, query = '') =>
    fetch(address + query, { headers: { authorization: BASIC, ...headers } })
  expect((await load()).status).toBe(404)
  await line.clock.advance(300)
  expect((await fetch(address)).status).toBe(401)
  const file = Buffer.from(await (await load()).arrayBuffer())
  const parsed = parseWav(file)
  if (!parsed.ok) throw new Error(parsed.problem)
  expect(parsed.wav).toMatchObject({ encoding: 'pcm16', channels: 2, rateHz: 8_000 })
  const samples = pcm16Samples(parsed.wav.data)
  const played = Buffer.from(samples.filter((_, at) => at % 2 === 1).buffer)
  const early = played.indexOf(Buffer.from(decodeMulaw(audio.early).buffer))
  const late = played.indexOf(Buffer.from(decodeMulaw(audio.late).buffer))
  expect(early).toBeGreaterThanOrEqual(0)
  expect(late).toBeGreaterThanOrEqual(early + audio.early.length * 2)
  const loud = decodeMulaw(Uint8Array.of(...audio.early, ...audio.late)).filter((s) => s !== 0)
  const between = samples.filter((sample, at) => at % 2 === 1 && sample !== 0)
  expect(between.length - loud.length).toBeLessThan(audio.dropped.length / 2)
  const part = await load({ range: 'bytes=44-143' })
  expect(part.status).toBe(206)
  expect(part.headers.get('content-range')).toBe(`bytes 44-143/${file.length}`)
  expect(Buffer.from(await part.arrayBuffer())).toEqual(file.subarray(44, 144))
  const mono = Buffer.from(await (await load({}, '?RequestedChannels=1')).arrayBuffer())
  expect(mono.length).toBe(44 + (file.length - 44) / 2)
})

test('malformed messages are warnings of the call, which goes on', async () => {
  await using line = await carrierUnderTest()
  line.app.twiml('/voice', CONNECT(line.app.streamUrl))
  const call = await line.client.calls.create({
    to: THEIRS,
    from: OURS,
    url: line.app.url('/voice'),
  })
  const stream = await line.stream()
  stream.sendText('not json')
  stream.send({ event: 'media', media: { payload: 'not base64!' } })
  stream.send({ event: 'mark', mark: {} })
  stream.send({ event: 'clear', streamSid: 'MZ0' })
  stream.send({ event: 'sing' })
  stream.send({ event: 'mark', mark: { name: 'still here' } })
  await line.until(() => marksOf(stream).length === 1, 'the mark after the bad messages')
  const warnings = await line.client.calls(call.sid).notifications.list()
  expect(warnings.map(({ errorCode }) => errorCode)).toEqual(
    Array.from({ length: 5 }, () => '31924'),
  )
  expect((await line.client.calls(call.sid).fetch()).status).toBe('in-progress')
})

test('new TwiML by REST stops the stream and runs at once', async () => {
  await using line = await carrierUnderTest()
  line.app.twiml('/voice', CONNECT(line.app.streamUrl) + '<Redirect>/never</Redirect>')
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
  line.app.twiml('/next', CONNECT(streamUrl))
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
  line.app.twiml('/voice', CONNECT(line.app.streamUrl) + '<Gather/><Say>Goodbye</Say>')
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

test('a person talks with the agent as planned, and hangs up after the last reply', async () => {
  const scenario = {
    ...QUIET_PERSON,
    caller: [
      { say: 'Who is it', when: 'agentPauses', patienceMs: 300 },
      { say: 'Stop', when: 'agentSpeaksMs', agentSpeaksMs: 500, patienceMs: 60_000 },
    ] as const,
    hangsUp: 'caller',
  } as const
  await using line = await carrierUnderTest([{ ...scenario, caller: [...scenario.caller] }])
  line.app.twiml('/voice', CONNECT(line.app.streamUrl))
  const statusCallback = line.app.url('/status')
  await line.client.calls.create({
    to: THEIRS,
    from: OURS,
    url: line.app.url('/voice'),
    statusCallback,
  })
  const stream = await line.stream()
  const hears = (text: string) => {
    const speech = Buffer.from(pattern(text, text.length * 800))
    return line.until(() => stream.heard().includes(speech), text)
  }
  await hears('Who is it')
  stream.play(pattern('a long answer', 16_000))
  await hears('Stop')
  stream.send({ event: 'clear' })
  stream.play(pattern('goodbye', 4_000))
  await line.webhook('/status')
  await stream.closed
  expect(stream.frames.at(-1)?.event).toBe('stop')
})

test('an inbound call asks the voice webhook while it rings, then runs what that says', async () => {
  await using line = await carrierUnderTest()
  const [number] = await line.client.incomingPhoneNumbers.list({ phoneNumber: OURS })
  await line.client.incomingPhoneNumbers(number!.sid).update({
    voiceUrl: line.app.url('/voice'),
    statusCallback: line.app.url('/status'),
  })
  line.app.twiml('/voice', CONNECT(line.app.streamUrl))
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

test('keys pressed by the person reach the stream as dtmf', async () => {
  await using line = await carrierUnderTest()
  line.app.twiml('/voice', CONNECT(line.app.streamUrl))
  const call = await line.client.calls.create({
    to: THEIRS,
    from: OURS,
    url: line.app.url('/voice'),
  })
  const stream = await line.stream()
  await fetch(`${line.carrier.url}/simulator/calls/${call.sid}/digits`, {
    method: 'POST',
    headers: { authorization: BASIC },
    body: JSON.stringify({ digits: '1#' }),
  })
  const keys = () => stream.frames.filter(({ event }) => event === 'dtmf')
  await line.until(() => keys().length === 2, 'two keys')
  expect(keys().map(({ dtmf }) => dtmf)).toEqual([
    { track: 'inbound_track', digit: '1' },
    { track: 'inbound_track', digit: '#' },
  ])
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
  ['human', 'Enable', 'human'],
  ['machine_end_beep', 'Enable', 'machine_start'],
  ['machine_end_beep', 'DetectMessageEnd', 'machine_end_beep'],
] as const)('%s with %s is told as %s beside the running TwiML', async (who, mode, result) => {
  const greeting = { say: 'Please leave a message', when: 'agentPauses', patienceMs: 100 } as const
  const machine = { ...QUIET_PERSON, answeredBy: who, caller: [greeting] }
  await using line = await carrierUnderTest([machine])
  line.app.twiml('/voice', CONNECT(line.app.streamUrl))
  const call = await line.client.calls.create({
    to: THEIRS,
    from: OURS,
    url: line.app.url('/voice'),
    machineDetection: mode,
    asyncAmd: 'true',
    asyncAmdStatusCallback: line.app.url('/amd'),
  })
  const { parameters, isSigned } = await line.webhook('/amd')
  expect(isSigned).toBe(true)
  expect(parameters).toMatchObject({ CallSid: call.sid, AnsweredBy: result })
  expect(Number(parameters['MachineDetectionDuration'])).toBeGreaterThan(1_000)
  expect((await line.client.calls(call.sid).fetch()).answeredBy).toBe(result)
})

test('detection without its own callback holds the TwiML back and tells it who answered', async () => {
  await using line = await carrierUnderTest()
  line.app.twiml('/voice', '<Hangup/>')
  const request = { to: THEIRS, from: OURS, url: line.app.url('/voice') }
  await line.client.calls.create({ ...request, machineDetection: 'Enable' })
  expect((await line.webhook('/voice')).parameters['AnsweredBy']).toBe('human')
})

test('the time limit ends a call, also one given while it runs', async () => {
  await using line = await carrierUnderTest()
  const request = { to: THEIRS, from: OURS, twiml: '<Response><Pause length="900"/></Response>' }
  const statusCallback = line.app.url('/status')
  await line.client.calls.create({ ...request, statusCallback, timeLimit: 30 })
  expect((await line.webhook('/status', 0)).parameters['CallDuration']).toBe('30')
  const statusCallbackEvent = ['answered', 'completed']
  const call = await line.client.calls.create({ ...request, statusCallback, statusCallbackEvent })
  await line.webhook('/status', 1)
  await line.client.calls(call.sid).update({ timeLimit: 45 })
  expect((await line.webhook('/status', 2)).parameters['CallDuration']).toBe('45')
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

test('a recording can be started, paused, listed and deleted by REST', async () => {
  await using line = await carrierUnderTest()
  line.app.twiml('/voice', CONNECT(line.app.streamUrl))
  const call = await line.client.calls.create({
    to: THEIRS,
    from: OURS,
    url: line.app.url('/voice'),
  })
  await expect(line.client.calls(call.sid).recordings.create({})).rejects.toMatchObject({
    code: 21220,
  })
  const stream = await line.stream()
  const recording = await line.client.calls(call.sid).recordings.create({
    recordingChannels: 'dual',
    recordingStatusCallback: line.app.url('/recording'),
  })
  expect(recording).toMatchObject({
    channels: 2,
    status: 'in-progress',
    source: 'StartCallRecordingAPI',
  })
  const current = line.client.calls(call.sid).recordings('Twilio.CURRENT')
  expect((await current.update({ status: 'paused' })).status).toBe('paused')
  expect((await current.update({ status: 'in-progress' })).status).toBe('in-progress')
  await line.until(() => stream.frames.length > 60, 'a second of audio')
  await line.client.calls(call.sid).update({ status: 'completed' })
  await line.webhook('/recording')
  const [listed] = await line.client.recordings.list({ callSid: call.sid })
  expect(listed).toMatchObject({ sid: recording.sid, status: 'completed', callSid: call.sid })
  expect(await line.client.recordings(recording.sid).remove()).toBe(true)
  await expect(line.client.recordings(recording.sid).fetch()).rejects.toMatchObject({ code: 20404 })
  expect(await line.client.recordings.list()).toEqual([])
})

test('lists come in pages, newest first, and the SDK walks through all of them', async () => {
  await using line = await carrierUnderTest()
  const request = { to: THEIRS, from: OURS, twiml: '<Response/>' }
  const placed: string[] = []
  for (let at = 0; at < 5; at += 1) placed.push((await line.client.calls.create(request)).sid)
  const listed = await line.client.calls.list({ pageSize: 2 })
  expect(listed.map(({ sid }) => sid)).toEqual(placed.toReversed())
  expect(await line.client.calls.list({ status: 'completed' })).toEqual([])
  expect(await line.client.calls.list({ startTimeAfter: new Date(Date.now() + 90_000) })).toEqual(
    [],
  )
})

test('what is not there is 404 with code 20404', async () => {
  await using line = await carrierUnderTest()
  const unknown = line.client.calls(`CA${'1'.repeat(32)}`)
  await expect(unknown.fetch()).rejects.toMatchObject({ status: 404, code: 20404 })
  expect((await line.client.api.v2010.accounts(ACCOUNT_SID).fetch()).status).toBe('active')
})

test('closing ends the calls and tells their subscribers', async () => {
  await using line = await carrierUnderTest()
  line.app.twiml('/voice', CONNECT(line.app.streamUrl))
  const statusCallback = line.app.url('/status')
  await line.client.calls.create({
    to: THEIRS,
    from: OURS,
    url: line.app.url('/voice'),
    statusCallback,
  })
  const stream = await line.stream()
  await line.carrier.close()
  await stream.closed
  expect(stream.frames.at(-1)?.event).toBe('stop')
  expect(line.app.at('/status')[0]?.parameters['CallStatus']).toBe('completed')
})
