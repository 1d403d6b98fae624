import { expect, test } from 'vitest'
import { capabilitiesOf } from './capabilities.ts'

test.each([
  'gpt-realtime-2',
  'gpt-realtime-2.1',
  'gpt-realtime-2.1-mini',
  'gpt-realtime-2-2026-05-01',
])('the 2.x model %s accepts a reasoning effort', (model) =>
  expect(capabilitiesOf(model).reasoning.accepted).toBe(true),
)

test.each([
  'gpt-realtime',
  'gpt-realtime-mini',
  'gpt-realtime-1.5',
  'gpt-realtime-2025-08-28',
  'other',
])('the model %s is never sent a reasoning effort', (model) =>
  expect(capabilitiesOf(model).reasoning.accepted).toBe(false),
)

test('no model is ever sent a temperature', () => {
  expect(capabilitiesOf('gpt-realtime-2.1').temperature.accepted).toBe(false)
})
