import { expect, test } from 'vitest'
import { decodeMulaw } from '#core/audio/g711.ts'
import { parseWav, pcm16Samples } from '#core/audio/wav.ts'
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

const DUAL = { record: true, recordingChannels: 'dual', trim: 'do-not-trim' } as const
const LINE = { say: 'Hello', when: 'agentPauses', patienceMs: 200 } as const

/** A call to somebody who says hello, on a stream and recorded in two channels. */
async function recordedCall() {
  const line = await carrierUnderTest([{ ...QUIET_PERSON, caller: [LINE] }])
  line.app.twiml('/voice', connectTo(line.app.streamUrl))
  const call = await line.client.calls.create({
    ...DUAL,
    to: THEIRS,
    from: OURS,
    url: line.app.url('/voice'),
    recordingStatusCallback: line.app.url('/recording'),
    recordingStatusCallbackEvent: ['in-progress', 'completed'],
  })
  return { ...line, call, phone: await line.stream() }
}

async function load(address: string, headers: Record<string, string> = {}) {
  const response = await fetch(address, { headers: { authorization: BASIC, ...headers } })
  return { response, file: Buffer.from(await response.arrayBuffer()) }
}

/** One channel's samples, as bytes that can be searched. */
function channelOf(file: Uint8Array, channel: 0 | 1): Buffer {
  const parsed = parseWav(file)
  if (!parsed.ok) throw new Error(parsed.problem)
  expect(parsed.wav).toMatchObject({ encoding: 'pcm16', channels: 2, rateHz: 8_000 })
  const samples = pcm16Samples(parsed.wav.data)
  return Buffer.from(samples.filter((_, at) => at % 2 === channel).buffer)
}

const samplesOf = (audio: Uint8Array) => Buffer.from(decodeMulaw(audio).buffer)

test('a recording holds what was said and what was played, and nothing that was cleared', async () => {
  await using line = await recordedCall()
  const { phone } = line
  const [early, dropped, late] = [4_000, 80_000, 3_000].map((bytes) => pattern(`${bytes}`, bytes))
  phone.play(early!)
  phone.send({ event: 'mark', mark: { name: 'early' } })
  await line.until(() => marksOf(phone).includes('early'), 'the early mark')
  phone.play(dropped!)
  phone.send({ event: 'mark', mark: { name: 'dropped' } })
  phone.send({ event: 'clear' })
  phone.play(late!)
  phone.send({ event: 'mark', mark: { name: 'late' } })
  await line.until(() => marksOf(phone).includes('late'), 'the late mark')
  expect(marksOf(phone)).toEqual(['early', 'dropped', 'late'])
  const hello = Buffer.from(pattern('Hello', 4_000))
  await line.until(() => phone.heard().includes(hello), 'the line of the person')
  await line.client.calls(line.call.sid).update({ status: 'completed' })
  const { parameters } = await line.webhook('/recording', 1)
  await line.clock.advance(300)
  const { file } = await load(`${parameters['RecordingUrl']}.wav`)
  const [person, played] = [channelOf(file, 0), channelOf(file, 1)]
  expect(person.includes(samplesOf(hello))).toBe(true)
  expect(played.indexOf(samplesOf(early!))).toBeGreaterThanOrEqual(0)
  expect(played.indexOf(samplesOf(late!))).toBeGreaterThan(played.indexOf(samplesOf(early!)))
  expect(played.includes(samplesOf(dropped!.subarray(-8_000)))).toBe(false)
})

test('the callback names the recording, whose media can be had a moment later, in ranges too', async () => {
  await using line = await recordedCall()
  await line.until(() => line.phone.frames.length > 100, 'two seconds of audio')
  await line.client.calls(line.call.sid).update({ status: 'completed' })
  const announced = () => line.app.at('/recording')[1]
  const { parameters, isSigned } = await line.untilArrived(announced, 'the callback')
  expect(line.app.at('/recording')[0]?.parameters['RecordingStatus']).toBe('in-progress')
  expect(isSigned).toBe(true)
  expect(parameters).toMatchObject({
    AccountSid: ACCOUNT_SID,
    CallSid: line.call.sid,
    RecordingStatus: 'completed',
    RecordingChannels: '2',
    RecordingSource: 'OutboundAPI',
    RecordingTrack: 'both',
  })
  const address = `${parameters['RecordingUrl']}.wav`
  expect((await load(address)).response.status).toBe(404)
  await line.clock.advance(300)
  expect((await load(address, { authorization: 'Basic eDp5' })).response.status).toBe(401)
  const { file } = await load(address)
  expect(parameters['RecordingDuration']).toBe(String(Math.round((file.length - 44) / 32_000)))
  const part = await load(address, { range: 'bytes=44-143' })
  expect(part.response.status).toBe(206)
  expect(part.response.headers.get('content-range')).toBe(`bytes 44-143/${file.length}`)
  expect(part.file).toEqual(file.subarray(44, 144))
  expect((await load(address, { range: 'bytes=-10' })).file).toEqual(file.subarray(-10))
  expect((await load(address, { range: `bytes=${file.length}-` })).response.status).toBe(416)
  const mono = await load(`${address}?RequestedChannels=1`)
  expect(mono.file.length).toBe(44 + (file.length - 44) / 2)
})

test('a recording can be started, paused, listed and deleted by REST', async () => {
  await using line = await carrierUnderTest()
  line.app.twiml('/voice', connectTo(line.app.streamUrl))
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
