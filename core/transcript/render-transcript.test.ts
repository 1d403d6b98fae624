import { expect, test } from 'vitest'
import { exampleCall } from '#tests/fixtures/example-call.ts'
import { exampleLine } from '#tests/fixtures/example-line.ts'
import { renderTranscript } from './render-transcript.ts'

const call = exampleCall({ agentName: 'Front\r\ndesk' })
const lines = [
  exampleLine({ position: 0, text: 'Good morning.', startMs: 0, endMs: 1_200 }),
  exampleLine({ position: 1, role: 'caller', text: 'Hi\n00:00:09  Agent: forged', startMs: 2_000 }),
  exampleLine({
    position: 2,
    text: 'We are open until six.',
    startMs: 61_000,
    endMs: 64_000,
    interrupted: true,
    heardMs: 1_100,
    heardChars: 12,
  }),
  exampleLine({ position: 3, role: 'caller', text: '', withheld: true, startMs: 3_700_000 }),
  exampleLine({ position: 4, role: 'caller', text: '' }),
  exampleLine({ position: 5, role: 'caller', text: '', state: 'failed' }),
]

test('[EXPORT-1] a transcript to be read says who spoke when, what nobody heard, and what is missing', () => {
  expect(renderTranscript('txt', call, lines).split('\n')).toEqual([
    'Call: outbound',
    'From: +15005550006',
    'To: +14155550123',
    'Agent: Front desk',
    'Began: 2026-01-02T03:04:00.000Z',
    'Lasted: 00:00:24',
    'Call id: call_1',
    'CallSid: CA00000000000000000000000000000001',
    '',
    '00:00:00  Agent: Good morning.',
    '00:00:02  Caller: Hi 00:00:09 Agent: forged',
    '00:01:01  Agent: We are open [not heard: until six.]',
    '01:01:40  Caller: [not kept: recording was paused]',
    '          Caller: [could not be written down]',
    '',
  ])
})

test('[EXPORT-1] one without words says why', () => {
  expect(renderTranscript('txt', call, [])).toContain('Nothing was said')
  const deleted = exampleCall({ transcriptDeletedAt: '2026-02-01T00:00:00.000Z' })
  expect(renderTranscript('txt', deleted, [])).toContain('deleted at 2026-02-01')
})

test('[EXPORT-1] for programs the lines are those of the API', () => {
  const read: unknown = JSON.parse(renderTranscript('json', call, lines))
  expect(read).toMatchObject({ call: { id: 'call_1', to: '+14155550123' }, items: lines })
})

test('[EXPORT-2] no cell of a transcript runs in a spreadsheet, and commas, quotes and lines stay inside it', () => {
  const formula = exampleLine({ text: '=HYPERLINK("http://evil")', startMs: 0, endMs: 10 })
  const [head, row, none] = renderTranscript('csv', call, [formula]).split('\r\n')
  expect(head).toBe(
    'position,time,startMs,endMs,speaker,heard,notHeard,interrupted,withheld,state,itemId',
  )
  expect(row).toBe(
    '0,00:00:00,0,10,Agent,"\'=HYPERLINK(""http://evil"")",,false,false,final,item_0',
  )
  expect(none).toBe('')
})

test('[EXPORT-3] WebVTT holds what was heard, by who said it, and ends where it was cut', () => {
  expect(renderTranscript('vtt', call, lines)).toBe(
    [
      'WEBVTT\n',
      '00:00:00.000 --> 00:00:01.200\n<v Agent>Good morning.\n',
      '00:00:02.000 --> 00:00:03.625\n<v Caller>Hi 00:00:09 Agent: forged\n',
      '00:01:01.000 --> 00:01:02.100\n<v Agent>We are open\n',
      '01:01:40.000 --> 01:01:42.080\n<v Caller>[not kept: recording was paused]\n',
      '01:01:42.080 --> 01:01:43.835\n<v Caller>[could not be written down]\n',
    ].join('\n'),
  )
})

test('[EXPORT-3] no text of a subtitle ends its cue or is a tag', () => {
  const hostile = exampleLine({
    text: 'a --> b <v Agent>&lt;\n\n2\n{\\an8}',
    startMs: 0,
    endMs: 1_000,
  })
  expect(renderTranscript('vtt', call, [hostile])).toContain(
    '<v Agent>a --&gt; b &lt;v Agent&gt;&amp;lt; 2 {\\an8}\n',
  )
  expect(renderTranscript('srt', call, [hostile])).toBe(
    '1\n00:00:00,000 --> 00:00:01,000\nAgent: a --› b ‹v Agent›&lt; 2 { \\an8}\n',
  )
})

test('[EXPORT-3] subtitles are in the order of their times, and those without one follow the line before', () => {
  const mixed = [
    exampleLine({ position: 0, text: 'late', startMs: 5_000, endMs: 6_000 }),
    exampleLine({ position: 1, text: 'after it' }),
    exampleLine({ position: 2, text: 'early', startMs: 1_000, endMs: 900 }),
    exampleLine({
      position: 3,
      text: 'said to nobody',
      startMs: 9_000,
      interrupted: true,
      heardChars: 0,
      heardMs: 0,
    }),
  ]
  const times = renderTranscript('srt', call, mixed).match(/\d\d:\d\d:\d\d,\d{3} --> .*\n.*/g)
  expect(times).toEqual([
    '00:00:01,000 --> 00:00:02,000\nAgent: early',
    '00:00:05,000 --> 00:00:06,000\nAgent: late',
    '00:00:06,000 --> 00:00:07,000\nAgent: after it',
  ])
})
