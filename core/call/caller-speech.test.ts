import { expect, test } from 'vitest'
import { defaultAgentConfig } from '../agent/default-config.ts'
import { kinds, liveCall, those } from '#tests/fixtures/stepped-call.ts'

test('[TR-6] with transcription off the agent’s words are kept, and the caller has no lines', () => {
  const transcription = { ...defaultAgentConfig.transcription, enabled: false }
  const call = liveCall({ transcription })
  expect(those(call.startTalking('item_1'), 'showLine')).toEqual([])
  call.stopTalking('item_1', 500)
  call.say({
    type: 'response.output_audio_transcript.done',
    response_id: 'resp_1',
    item_id: 'item_2',
    transcript: 'At eight.',
  })
  expect(Object.keys(call.session.transcript.lines)).toEqual(['item_2'])
})

test('[TR-5] where no transcript is kept, no line leaves the core', () => {
  const call = liveCall({}, { keepsTranscript: false })
  expect(kinds(call.writeDown('item_1', 'My card number is ...'))).toEqual([])
})
