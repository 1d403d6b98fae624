import { expect, test } from 'vitest'
import type { Stores } from '#server/storage/stores.ts'
import { relaySecret, relayUnderTest } from '#tests/fixtures/relay-under-test.ts'
import { useDatabase } from '#tests/fixtures/use-database.ts'

let stores: Stores

useDatabase((opened) => {
  stores = opened.stores
})

test('[GONE-14] a relay that is asked to let go of a call answers when what was said is in the database', async () => {
  await using under = await relayUnderTest(stores)
  const { callId, session } = await under.liveCall()
  session.say({
    type: 'response.output_audio_transcript.done',
    response_id: 'resp_1',
    item_id: 'item_1',
    transcript: 'We are open until six.',
  })
  await under.changes.next(
    (change) => change.kind === 'line' && change.line.state === 'final',
    'the line',
  )
  const answer = await fetch(`${under.httpUrl}/control/calls/${callId}/commands`, {
    method: 'POST',
    headers: { authorization: `Bearer ${relaySecret}`, 'content-type': 'application/json' },
    body: JSON.stringify({ do: 'letGo' }),
  })
  expect(answer.status).toBe(200)
  const lines = await stores.transcripts.list(callId)
  expect(lines.map((line) => line.text)).toEqual(['We are open until six.'])
  expect((await stores.calls.find(callId))?.endReason).toBeNull()
})

test('[END-8] the carrier is asked to hang up when the reason is in the database, where its own news finds it', async () => {
  const asked = Promise.withResolvers<string>()
  await using under = await relayUnderTest(stores, { onHangUp: asked.resolve })
  const { callId } = await under.liveCall()
  under.liveCalls
    .find(callId)
    ?.command({ do: 'end', reason: 'operator-ended', endedBy: 'operator' })
  const reason = asked.promise.then(async (id) => (await stores.calls.find(id))?.endReason)
  expect(await reason).toBe('operator-ended')
})
