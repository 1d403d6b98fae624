import { expect, test } from 'vitest'
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
import { marksOf } from '#tests/fixtures/scripted-application.ts'

test('a stream is opened signed, and begins with connected, start and media in order', async () => {
  await using line = await carrierUnderTest()
  const parameter = '<Parameter name="token" value="a&amp;b"/>'
  line.app.twiml('/voice', connectTo(line.app.streamUrl, parameter))
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
  line.app.twiml('/voice', connectTo(line.app.streamUrl))
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
  line.app.twiml('/voice', connectTo(line.app.streamUrl))
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

test('malformed messages are warnings of the call, which goes on', async () => {
  await using line = await carrierUnderTest()
  line.app.twiml('/voice', connectTo(line.app.streamUrl))
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
  const inside = await fetch(`${line.carrier.url}/simulator/calls/${call.sid}`, {
    headers: { authorization: BASIC },
  })
  expect(await inside.json()).toMatchObject({ warningCount: 5, streamSid: stream.streamSid })
  const warnings = await line.client.calls(call.sid).notifications.list()
  expect(warnings.map(({ errorCode }) => errorCode)).toEqual(
    Array.from({ length: 5 }, () => '31924'),
  )
  expect((await line.client.calls(call.sid).fetch()).status).toBe('in-progress')
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
  line.app.twiml('/voice', connectTo(line.app.streamUrl))
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

test('keys pressed by the person reach the stream as dtmf', async () => {
  await using line = await carrierUnderTest()
  line.app.twiml('/voice', connectTo(line.app.streamUrl))
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
