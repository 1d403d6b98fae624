import { expect, test } from 'vitest'
import { parseTwiml } from './parse-twiml.ts'

const BASE = 'https://app.example.com/voice/start?x=1'

function programOf(inside: string) {
  const parsed = parseTwiml(
    `<?xml version="1.0" encoding="UTF-8"?><Response>${inside}</Response>`,
    BASE,
  )
  if (!parsed.ok) throw new Error(parsed.problem)
  return parsed.program
}

test('a stream keeps its address as written and its parameters unescaped', () => {
  const [verb] = programOf(
    '<Connect action="/after?a=1&amp;b=2"><Stream url="wss://relay.example.com/media/" name="s">' +
      '<Parameter name="token" value="a&quot;b&#39;c"/><Parameter name="lang" value="日本"/>' +
      '</Stream></Connect>',
  )
  expect(verb).toEqual({
    verb: 'connectStream',
    stream: {
      url: 'wss://relay.example.com/media/',
      name: 's',
      parameters: { token: `a"b'c`, lang: '日本' },
      statusCallback: null,
    },
    action: { url: 'https://app.example.com/after?a=1&b=2', method: 'POST' },
  })
})

test('verbs keep their order, and unknown ones stay as notes', () => {
  const program = programOf('<Start><Recording/></Start><Gather/><Say>Hi &amp; bye</Say><Hangup/>')
  expect(program.map((verb) => verb.verb)).toEqual([
    'startRecording',
    'unsupported',
    'say',
    'hangUp',
  ])
  expect(program[1]).toMatchObject({ problem: expect.stringContaining('<Gather>') })
  expect(program[2]).toMatchObject({ text: 'Hi & bye', loop: 1 })
})

test('a recording is dual and of both tracks unless the document says otherwise', () => {
  const callback =
    'recordingStatusCallback="/rec" recordingStatusCallbackEvent="in-progress completed"'
  expect(programOf(`<Start><Recording ${callback}/></Start>`)).toEqual([
    {
      verb: 'startRecording',
      recording: {
        channels: 2,
        track: 'both',
        trims: false,
        callback: {
          url: 'https://app.example.com/rec',
          method: 'POST',
          events: ['in-progress', 'completed'],
        },
      },
    },
  ])
  expect(programOf('<Start><Recording channels="mono" track="inbound"/></Start>')).toMatchObject([
    { recording: { channels: 1, track: 'inbound', callback: null } },
  ])
})

test('a dial names its number as text or as a noun', () => {
  expect(programOf('<Dial timeout="5">+15551230000</Dial>')).toMatchObject([
    { verb: 'dial', number: '+15551230000', timeoutS: 5, action: null },
  ])
  expect(
    programOf('<Dial callerId="+1555" action="/a"><Number>+15551230000</Number></Dial>'),
  ).toMatchObject([
    { number: '+15551230000', callerId: '+1555', timeoutS: 30, action: { method: 'POST' } },
  ])
})

test('a redirect may ask for GET', () => {
  expect(programOf('<Redirect method="GET">next</Redirect>')).toEqual([
    { verb: 'redirect', to: { url: 'https://app.example.com/voice/next', method: 'GET' } },
  ])
})

test('an empty document ends the call, and is no error', () => {
  expect(parseTwiml('  ', BASE)).toEqual({ ok: true, program: [] })
})

test.each([
  ['<Response><Say></Response>'],
  ['{"json": true}'],
  ['<Answer><Say>hi</Say></Answer>'],
  ['<Response/><Response/>'],
])('a document that is not TwiML is error 12100: %s', (source) => {
  expect(parseTwiml(source, BASE)).toMatchObject({ ok: false, code: 12100 })
})
