import { describe, expect, test } from 'vitest'
import { emptyDraft, requestOf, summariseOverrides, whyNotCall } from './dial-draft.ts'
import { readTypedNumber } from '#components/numbers/phone-number.ts'

const number = readTypedNumber('+14155552671', 'US')
const ready = { hasAgents: true, relayIsUp: true }

describe('the request to place a call', () => {
  test('leaves out what was not chosen, so that the server decides', () => {
    expect(requestOf(number, emptyDraft)).toEqual({
      to: '+14155552671',
      detectAnsweringMachine: false,
    })
  })
  test('carries what was chosen for this call alone', () => {
    const draft = {
      ...emptyDraft,
      agentId: 'a1',
      voice: 'sage',
      instructions: ' Ask for Ann. ',
    } as const
    expect(requestOf(number, draft)).toMatchObject({
      agentId: 'a1',
      voice: 'sage',
      instructions: 'Ask for Ann.',
    })
  })
  test('is none while the number cannot be dialled', () => {
    expect(requestOf(readTypedNumber('+1415', 'US'), emptyDraft)).toBeNull()
  })
})

describe('the call button', () => {
  test('says why it does nothing, the most fundamental reason first', () => {
    const nothing = readTypedNumber('', 'US')
    expect(whyNotCall(nothing, { hasAgents: false, relayIsUp: false })).toMatch(/relay is down/)
    expect(whyNotCall(nothing, { hasAgents: false, relayIsUp: true })).toMatch(/no agent/)
    expect(whyNotCall(nothing, ready)).toBe('Enter a number to call.')
    expect(whyNotCall(readTypedNumber('+1415555', 'US'), ready)).toBe('Too short for +1.')
  })
  test('has no reason once the number is complete', () => {
    expect(whyNotCall(number, ready)).toBeNull()
  })
})

test('overrides are named in a few words', () => {
  expect(summariseOverrides(emptyDraft)).toBeNull()
  expect(summariseOverrides({ ...emptyDraft, instructions: '  ' })).toBeNull()
  expect(summariseOverrides({ ...emptyDraft, instructions: 'Hi', voice: 'ash' })).toBe(
    'own instructions, voice ash',
  )
})
