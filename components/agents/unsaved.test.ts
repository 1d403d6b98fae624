import { describe, expect, test } from 'vitest'
import { defaultAgentConfig } from '#core/agent/default-config.ts'
import { changedParts, meetNewer } from './unsaved.ts'

describe('unsaved changes', () => {
  test('are none for an equal configuration, whatever the order of its keys', () => {
    const reversed = Object.fromEntries(Object.entries(defaultAgentConfig).toReversed())
    expect(changedParts(defaultAgentConfig, { ...defaultAgentConfig, ...reversed })).toEqual([])
  })

  test('are named by part, deep ones too', () => {
    const edited = structuredClone(defaultAgentConfig)
    edited.voice = 'sage'
    edited.transcription.language = 'ja'
    expect(changedParts(defaultAgentConfig, edited)).toEqual(['voice', 'transcription'])
  })

  test('see another kind of turn detection', () => {
    const edited = { ...defaultAgentConfig, turnDetection: { type: 'none' as const } }
    expect(changedParts(defaultAgentConfig, edited)).toEqual(['turnDetection'])
    expect(changedParts(edited, defaultAgentConfig)).toEqual(['turnDetection'])
  })
})

describe('a newer version of the agent being edited', () => {
  const base = { config: defaultAgentConfig, updatedAt: '2026-11-21T12:00:00.000Z' }
  const renamed = { ...base, updatedAt: '2026-11-21T12:01:00.000Z' }
  const changed = { ...renamed, config: { ...defaultAgentConfig, voice: 'ash' as const } }

  test('is none when it is the version the fields began from', () => {
    expect(meetNewer(base, { ...base }, true)).toBe('keep')
  })
  test('is shown when nothing was edited here', () => {
    expect(meetNewer(base, changed, false)).toBe('adopt')
  })
  test('is a conflict when the configuration was edited on both sides', () => {
    expect(meetNewer(base, changed, true)).toBe('conflict')
  })
  test('is no conflict when only its name changed', () => {
    expect(meetNewer(base, renamed, true)).toBe('rebase')
  })
})
