import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mediaFrameSchema, streamFrameSchema } from '#contracts/media-frames.ts'
import { spacedJson } from '#tests/fixtures/spaced-json.ts'
import { parseStreamFrame, pickAudio } from './parse-stream-frame.ts'

const oneOf = (...values: unknown[]) => fc.constantFrom(...values)
const number = fc.oneof(
  { weight: 4, arbitrary: fc.nat(100_000).map(String) },
  oneOf(
    20,
    0,
    '',
    ' 7',
    '0x10',
    '1e3',
    '-1',
    -1,
    1.5,
    '1.5',
    null,
    true,
    [],
    {},
    '99999999999999999',
  ),
)
const payload = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .uint8Array({ maxLength: 12 })
      .map((bytes) => Buffer.from(bytes).toString('base64')),
  },
  fc.string({ maxLength: 9 }),
  oneOf('====', '=', 'A===', 'AA=', 'AAAA\n', 'AA-_', '', null, 7),
)
/** A media frame, or nearly one. */
const nearMedia = fc.record(
  {
    event: fc.oneof({ weight: 9, arbitrary: fc.constant('media') }, oneOf('Media', 'mark', 7)),
    sequenceNumber: number,
    streamSid: fc.constant('MZ1'),
    media: fc.oneof(
      {
        weight: 9,
        arbitrary: fc.record(
          {
            track: oneOf('inbound', 'inbound', 'outbound', 7),
            chunk: number,
            timestamp: number,
            payload,
          },
          { requiredKeys: [] },
        ),
      },
      oneOf(null, 'x', []),
    ),
  },
  { requiredKeys: ['event'] },
)
/** The carrier's docs have the stream's id in either place. */
const inEitherOrder = fc.tuple(nearMedia, fc.boolean()).map(([frame, idLast]) => {
  const { streamSid, ...rest } = frame
  return idLast ? { ...rest, streamSid } : frame
})

test('[FRAME-1] audio that is read by hand is what the schema makes of it, and the schema takes no other', () => {
  fc.assert(
    fc.property(inEitherOrder, fc.constantFrom(JSON.stringify, spacedJson), (frame, write) => {
      const byHand = parseStreamFrame(write(frame))
      const bySchema = mediaFrameSchema.safeParse(JSON.parse(JSON.stringify(frame)))
      const isCallers =
        bySchema.success && ['inbound', undefined].includes(bySchema.data.media.track)
      expect(byHand.kind === 'audio').toBe(isCallers)
      if (byHand.kind !== 'audio' || !bySchema.success) return
      const { media, sequenceNumber } = bySchema.data
      expect(byHand).toEqual({
        kind: 'audio',
        payload: media.payload,
        timestampMs: media.timestamp,
        sequenceNumber,
      })
    }),
    { numRuns: 3_000 },
  )
})

test.each([
  ['the carrier writes it', JSON.stringify],
  ['other libraries do', spacedJson],
])('[FRAME-1] audio is picked out of its text as %s', (_, write) => {
  const media = { track: 'inbound', chunk: '1', timestamp: '20', payload: 'AAAA' }
  const frame = { event: 'media', sequenceNumber: '2', media, streamSid: 'MZ1' }
  const audio = { kind: 'audio', payload: 'AAAA', timestampMs: 20, sequenceNumber: 2 }
  expect(pickAudio(write(frame))).toEqual(audio)
})

test('[FRAME-2] the agent’s own track is not the caller’s audio', () => {
  const media = { track: 'outbound', timestamp: '0', payload: 'AAAA' }
  expect(parseStreamFrame(JSON.stringify({ event: 'media', media })).kind).toBe('frame')
})

test.each([
  ['{', 'malformed', 'unparsable'],
  ['[]', 'malformed', 'untyped'],
  ['null', 'malformed', 'untyped'],
  ['{"event":"telepathy"}', 'unknown', 'telepathy'],
  ['{"event":"media","media":{"timestamp":"0","payload":"?"}}', 'malformed', 'media'],
  ['{"event":"dtmf","dtmf":{"digit":"12"}}', 'malformed', 'dtmf'],
])('[FRAME-3] %s costs that frame only: %s', (text, kind, event) => {
  expect(parseStreamFrame(text)).toMatchObject({ kind, event })
})

test('[FRAME-3] whatever arrives is answered', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json(), fc.anything().map(fc.stringify)), (text) => {
      expect(parseStreamFrame(text)).toHaveProperty('kind')
    }),
  )
})

const nearMark = fc.record(
  {
    event: fc.constant('mark'),
    sequenceNumber: number,
    mark: fc.oneof(
      { weight: 9, arbitrary: fc.record({ name: oneOf('0:20:item_1', '', null, 7) }) },
      oneOf(null, 'x', [], {}),
    ),
  },
  { requiredKeys: ['event'] },
)

test('[FRAME-7] a mark that is read by hand is what the schema makes of it, and the schema takes no other', () => {
  fc.assert(
    fc.property(nearMark, (mark) => {
      const byHand = parseStreamFrame(JSON.stringify(mark))
      const bySchema = streamFrameSchema.safeParse(JSON.parse(JSON.stringify(mark)))
      expect(byHand.kind).toBe(bySchema.success ? 'frame' : 'malformed')
      if (byHand.kind === 'frame') expect(byHand.frame).toEqual(bySchema.data)
    }),
    { numRuns: 1_000 },
  )
})
