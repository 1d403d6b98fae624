import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { recordingStateSchema } from '#contracts/recording.ts'
import { describeRecordingState, RecordingStateBadge } from './recording-state.tsx'

test('[LISTEN-11] every state but one that can be played is told in words, of the relay’s and the carrier’s', () => {
  for (const state of recordingStateSchema.exclude(['ready']).options)
    for (const source of ['relay', 'carrier'] as const)
      expect(describeRecordingState({ state, source, failReason: null })).toMatch(/^[A-Z].+[.]$/)
  expect(describeRecordingState({ state: 'ready', source: 'relay', failReason: null })).toBeNull()
})

test('[LISTEN-11] a recording that failed says why', () => {
  const failReason = 'The carrier answered 404 for ten minutes.'
  expect(describeRecordingState({ state: 'failed', source: 'carrier', failReason })).toBe(
    failReason,
  )
})

test('[LISTEN-16] the relay’s recording on its way is being put together, the carrier’s is fetched', () => {
  const badge = (source: 'relay' | 'carrier') =>
    renderToStaticMarkup(RecordingStateBadge({ state: 'importing', source }))
  expect(badge('relay')).toContain('Being put together')
  expect(badge('carrier')).toContain('Importing')
})
