import { expect, test } from 'vitest'
import {
  ACCOUNT_SID,
  carrierUnderTest,
  connectTo,
  OURS,
  QUIET_PERSON,
  sdkFor,
  THEIRS,
} from '#tests/fixtures/carrier-under-test.ts'

const ALL_EVENTS = ['initiated', 'ringing', 'answered', 'completed']

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

test.each([
  ['human', 'Enable', 'human'],
  ['machine_end_beep', 'Enable', 'machine_start'],
  ['machine_end_beep', 'DetectMessageEnd', 'machine_end_beep'],
] as const)('%s with %s is told as %s beside the running TwiML', async (who, mode, result) => {
  const greeting = { say: 'Please leave a message', when: 'agentPauses', patienceMs: 100 } as const
  const machine = { ...QUIET_PERSON, answeredBy: who, caller: [greeting] }
  await using line = await carrierUnderTest([machine])
  line.app.twiml('/voice', connectTo(line.app.streamUrl))
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
  line.app.twiml('/voice', connectTo(line.app.streamUrl))
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
