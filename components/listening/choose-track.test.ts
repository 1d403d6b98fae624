import { expect, test } from 'vitest'
import type { Recording } from '#contracts/recording.ts'
import { exampleRecording } from '#tests/fixtures/example-recording.ts'
import { chooseTrack, partsOf, sourcesOf, tracksOf } from './choose-track.ts'

const streamAt = '2026-11-21T14:26:21.000Z'
const relay = (recordingSid: string, startMs: number, more: Partial<Recording> = {}) =>
  exampleRecording({ recordingSid, source: 'relay', startMs, ...more })
const carrier = exampleRecording({
  recordingSid: 'RE1',
  source: 'carrier',
  startMs: null,
  startedAt: '2026-11-21T14:26:19.250Z',
})

const sidOf = (track: ReturnType<typeof chooseTrack>) => track?.recording.recordingSid

test('[LISTEN-10] the relay’s recording is played first, and the carrier’s where the relay has none to play', () => {
  const both = tracksOf([carrier, relay('RL1', 0)], streamAt)
  expect(sidOf(chooseTrack(both, {}))).toBe('RL1')
  expect(sourcesOf(both)).toEqual(['relay', 'carrier'])
  const importing = tracksOf([carrier, relay('RL1', 0, { state: 'importing' })], streamAt)
  expect(sidOf(chooseTrack(importing, {}))).toBe('RE1')
  expect(chooseTrack(tracksOf([], streamAt), {})).toBeNull()
})

test('[LISTEN-10] whose it shall be can be said, and a SID says it exactly', () => {
  const both = tracksOf([carrier, relay('RL1', 0)], streamAt)
  expect(sidOf(chooseTrack(both, { source: 'carrier' }))).toBe('RE1')
  expect(sidOf(chooseTrack(both, { recordingSid: 'RE1' }))).toBe('RE1')
  expect(sidOf(chooseTrack(both, { recordingSid: 'RL-gone' }))).toBe('RL1')
})

test('[LISTEN-10] each recording lies where it began on the call’s clock', () => {
  const both = tracksOf([relay('RL1', 40), carrier], streamAt)
  expect(both.map(({ offsetMs }) => offsetMs)).toEqual([-1_750, 40])
})

test('[LISTEN-10] of several parts the one is played that holds the place', () => {
  const parts = tracksOf([relay('RL2', 30_000), relay('RL1', 0), carrier], streamAt)
  expect(sidOf(chooseTrack(parts, { source: 'relay' }))).toBe('RL1')
  expect(sidOf(chooseTrack(parts, { source: 'relay', callMs: 29_999 }))).toBe('RL1')
  expect(sidOf(chooseTrack(parts, { source: 'relay', callMs: 31_000 }))).toBe('RL2')
  expect(sidOf(chooseTrack(parts, { source: 'relay', callMs: -500 }))).toBe('RL1')
  expect(partsOf(parts, 'relay').map(sidOf)).toEqual(['RL1', 'RL2'])
})
