import { expect, test } from 'vitest'
import {
  BASIC,
  carrierUnderTest,
  connectTo,
  OURS,
  pattern,
  THEIRS,
} from '#tests/fixtures/carrier-under-test.ts'
import { marksOf } from '#tests/fixtures/scripted-application.ts'

type Line = Awaited<ReturnType<typeof carrierUnderTest>>

const dialled = (line: Line) =>
  line.client.calls.create({ to: THEIRS, from: OURS, url: line.app.url('/voice') })

const bring = (line: Line, fault: object) =>
  fetch(`${line.carrier.url}/simulator/faults`, {
    method: 'POST',
    headers: { authorization: BASIC },
    body: JSON.stringify(fault),
  })

const connectThen = (line: Line) =>
  `<Connect action="${line.app.url('/after')}"><Stream url="${line.app.streamUrl}"/></Connect>`

test('a stream that breaks without stop goes on to the action, which may connect another', async () => {
  await using line = await carrierUnderTest()
  line.app.twiml('/voice', connectThen(line))
  line.app.twiml('/after', `<Say>One moment</Say>${connectTo(line.app.streamUrl)}`)
  const call = await dialled(line)
  const first = await line.stream()
  first.play(pattern('never heard', 80_000))
  expect(await (await bring(line, { fault: 'drop', callSid: call.sid })).json()).toEqual({
    streams: 1,
  })
  await first.closed
  const { parameters } = await line.webhook('/after')
  expect(parameters).toMatchObject({
    CallSid: call.sid,
    CallStatus: 'in-progress',
    StreamSid: first.streamSid,
  })
  const second = await line.stream(1)
  expect(second.streamSid).not.toBe(first.streamSid)
  expect(first.frames.some(({ event }) => event === 'stop')).toBe(false)
  second.send({ event: 'mark', mark: { name: 'at once' } })
  await line.until(() => marksOf(second).length === 1, 'a mark: nothing of the first is queued')
})

test('an application that cannot be connected is told so at the action', async () => {
  await using line = await carrierUnderTest()
  line.app.twiml(
    '/voice',
    `<Connect action="${line.app.url('/after')}"><Stream url="ws://127.0.0.1:1/media"/></Connect>`,
  )
  line.app.twiml('/after', `<Pause length="1"/><Redirect>${line.app.url('/voice2')}</Redirect>`)
  line.app.twiml('/voice2', connectTo(line.app.streamUrl))
  await dialled(line)
  expect((await line.webhook('/after')).parameters['StreamError']).toMatch(/^31920: /)
  expect((await line.stream()).streamSid).toMatch(/^MZ/)
})

test('a gap sends nothing for its time, and then the timestamp jumps', async () => {
  await using line = await carrierUnderTest()
  line.app.twiml('/voice', connectTo(line.app.streamUrl))
  await dialled(line)
  const stream = await line.stream()
  await line.until(() => stream.frames.length > 20, 'some audio')
  await bring(line, { fault: 'gap', ms: 400 })
  const before = stream.frames.length
  await line.until(() => stream.frames.length > before + 20, 'audio after the gap')
  const media = stream.frames.flatMap((frame) => frame.media ?? [])
  const steps = media
    .slice(1)
    .map(({ timestamp }, at) => Number(timestamp) - Number(media[at]!.timestamp))
  expect(steps.filter((step) => step !== 20)).toEqual([420])
  expect(media.map(({ chunk }) => Number(chunk))).toEqual(media.map((_, at) => at + 1))
})

test('frozen, nothing is read; afterwards everything is', async () => {
  await using line = await carrierUnderTest()
  line.app.twiml('/voice', connectTo(line.app.streamUrl))
  await dialled(line)
  const stream = await line.stream()
  await bring(line, { fault: 'freeze', ms: 600 })
  stream.send({ event: 'mark', mark: { name: 'late' } })
  await line.clock.advance(400)
  expect(marksOf(stream)).toEqual([])
  await line.until(() => marksOf(stream).length === 1, 'the mark, once it is read')
})

test('a fault that is none is refused', async () => {
  await using line = await carrierUnderTest()
  const refused = await bring(line, { fault: 'gap', ms: -1 })
  expect(refused.status).toBe(400)
})
