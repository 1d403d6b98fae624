import { beforeEach, expect, test } from 'vitest'
import { kinds, liveCall, those, type SteppedCall } from '#tests/fixtures/stepped-call.ts'

let call: SteppedCall
beforeEach(() => void (call = liveCall()))
const ask = () => call.command({ do: 'createResponse', response: {} })
const alreadyActive = (eventId: string) =>
  call.say({
    type: 'error',
    error: {
      type: 'invalid_request_error',
      code: 'conversation_already_has_active_response',
      message: '',
      event_id: eventId,
    },
  })

test('[RS-1] a response asked for while another is under way waits until that is done', () => {
  call.beginResponse('resp_1')
  const effects = ask()
  expect(kinds(effects)).not.toContain('model.createResponse')
  expect(those(effects, 'answer')[0]?.notes.join()).toContain('as soon as it is done')
  expect(kinds(call.endResponse('resp_1'))).toContain('model.createResponse')
})

test('[RS-2] a request that the model’s own answer overtook is sent again, not lost', () => {
  const [sent] = those(ask(), 'createResponse')
  call.beginResponse('resp_1')
  alreadyActive(sent!.request.eventId)
  expect(those(call.endResponse('resp_1'), 'createResponse')).toEqual([sent])
})

test.each([['event-of-ours'], [null]])(
  '[RS-8] a request that is refused is dropped, and the next one sent; its event id: %s',
  (known) => {
    const [first] = those(ask(), 'createResponse')
    ask()
    const event_id = known === null ? null : first!.request.eventId
    const error = { type: 'invalid_request_error', code: 'invalid_value', message: '', event_id }
    expect(those(call.say({ type: 'error', error }), 'createResponse')).toHaveLength(1)
    expect(call.session.responses.waiting).toEqual([])
  },
)

test('[RS-8] an error about something else refuses no request', () => {
  ask()
  const error = { type: 'invalid_request_error', code: 'invalid_value', message: '' }
  call.say({ type: 'error', error: { ...error, event_id: 'configure' } })
  expect(call.session.responses.sent).not.toBeNull()
})

test('[RS-2] where nothing was heard of the model’s own answer, it is sent again in a moment', () => {
  const [sent] = those(ask(), 'createResponse')
  alreadyActive(sent!.request.eventId)
  expect(those(call.wait(999), 'createResponse')).toEqual([])
  expect(those(call.wait(1), 'createResponse')).toEqual([sent])
})
