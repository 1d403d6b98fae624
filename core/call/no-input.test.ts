import { beforeEach, expect, test } from 'vitest'
import { kinds, liveCall, those, type SteppedCall } from '#tests/fixtures/stepped-call.ts'

const noInput = {
  afterMs: 5_000,
  prompts: ['Are you still there?', 'Shall I call back?'],
  farewell: 'Goodbye then.',
}
let call: SteppedCall
beforeEach(() => void (call = liveCall({ noInput })))

const asked = (effects: ReturnType<SteppedCall['wait']>) =>
  those(effects, 'createResponse').map(
    ({ request }) => /"""\n(.*)\n"""/.exec(request.instructions ?? '')?.[1],
  )
let answers = 0
/** The agent says what it was asked to, and is heard. */
function sayIt() {
  answers += 1
  call.answer(`resp_${answers}`, `said_${answers}`, 400)
  call.wait(400)
  return call.hearAll()
}

test('[QUIET-1] a caller who stays silent is prompted, each time after the same wait, then bidden farewell', () => {
  for (const words of [...noInput.prompts, noInput.farewell]) {
    expect(asked(call.wait(4_999))).toEqual([])
    expect(asked(call.wait(1))).toEqual([words])
    sayIt()
  }
  expect(call.session.phase).toMatchObject({ ending: { reason: 'no-input', by: 'system' } })
  expect(kinds(call.all)).toContain('carrier.endCall')
})

test('[QUIET-2] the farewell is heard to its last mark before the call ends', () => {
  call = liveCall({ noInput: { ...noInput, prompts: [] } })
  call.wait(5_000)
  call.answer('resp_1', 'item_1', 400)
  expect(call.session.phase.name).toBe('live')
  call.hearAll()
  expect(call.session.phase.name).toBe('ended')
})

test('[QUIET-2] an empty farewell is none: the call ends without a word', () => {
  call = liveCall({ noInput: { ...noInput, prompts: [], farewell: '' } })
  expect(asked(call.wait(5_000))).toEqual([])
  expect(call.session.phase).toMatchObject({ ending: { reason: 'no-input' } })
})

test('[QUIET-3] whoever speaks begins the wait, and the prompts, anew', () => {
  call.wait(5_000)
  sayIt()
  call.wait(4_000)
  call.startTalking('item_1')
  expect(asked(call.wait(3_000))).toEqual([])
  call.stopTalking('item_1', 0)
  call.answer('resp_1', 'item_2', 20)
  call.hearAll()
  expect(asked(call.wait(5_000))).toEqual([noInput.prompts[0]])
})

test('[QUIET-3] so does whoever presses a key', () => {
  call.wait(5_000)
  sayIt()
  call.wait(4_000)
  call.key('5')
  expect(asked(call.wait(4_999))).toEqual([])
  expect(asked(call.wait(1))).toEqual([noInput.prompts[0]])
})

test('[QUIET-4] nobody is prompted while the agent speaks or is heard', () => {
  call.beginResponse('resp_1')
  call.speak('item_1', 9_000)
  call.say({ type: 'response.output_audio.done', response_id: 'resp_1', item_id: 'item_1' })
  call.endResponse('resp_1')
  expect(asked(call.wait(9_000))).toEqual([])
  call.hearAll()
  expect(asked(call.wait(5_000))).toEqual([noInput.prompts[0]])
})

test('[QUIET-4] nor while there is no model to hear an answer', () => {
  call.wait(4_000)
  call.lose()
  expect(asked(call.wait(3_000))).toEqual([])
  call.hearAll()
  call.open()
  expect(asked(call.wait(4_999))).toEqual([])
  expect(asked(call.wait(1))).toEqual([noInput.prompts[0]])
})

test('[QUIET-4] nor where nobody would notice their answer', () => {
  call = liveCall({ noInput, turnDetection: { type: 'none' } })
  expect(asked(call.wait(60_000))).toEqual([])
})

test('[QUIET-5] a caller who speaks into the farewell is listened to, and the call goes on', () => {
  call = liveCall({ noInput: { ...noInput, prompts: [] } })
  call.wait(5_000)
  call.beginResponse('resp_1')
  call.speak('item_1', 900)
  call.wait(300)
  expect(kinds(call.startTalking('item_2'))).toContain('phone.clear')
  call.endResponse('resp_1', { status: 'cancelled' })
  call.wait(20_000)
  expect(call.session.phase.name).toBe('live')
})

test.each([
  ['presses a key', () => call.key('5')],
  ['speaks where the agent may not be interrupted', () => call.startTalking('item_2')],
])('[QUIET-5] so is one who %s, while the farewell plays on', (_, happens) => {
  const turnDetection = {
    type: 'semantic_vad',
    eagerness: 'auto',
    interruptResponse: false,
  } as const
  call = liveCall({ noInput: { ...noInput, prompts: [] }, turnDetection })
  call.wait(5_000)
  call.answer('resp_1', 'item_1', 400)
  expect(kinds(happens())).not.toContain('phone.clear')
  call.hearAll()
  expect(call.session.phase.name).toBe('live')
  expect(call.timers().has('closing')).toBe(false)
})

test('[QUIET-6] an operator who switches prompts on or off in the middle of a call is obeyed', () => {
  const config = { ...call.session.config, noInput: null }
  call.command({ do: 'updateConfig', config })
  expect(asked(call.wait(60_000))).toEqual([])
  call.command({ do: 'updateConfig', config: { ...config, noInput } })
  expect(asked(call.wait(5_000))).toEqual([noInput.prompts[0]])
})
