import { afterEach, describe, expect, test } from 'vitest'
import { reconcileRecordings } from '#server/recordings/reconcile-recordings.ts'
import type { Database } from '#server/storage/database.ts'
import type { Stores } from '#server/storage/stores.ts'
import { askCarrier } from '#tests/fixtures/ask-carrier.ts'
import { newCall, newSid } from '#tests/fixtures/new-call.ts'
import type { Script } from '#tests/fixtures/scripted-http.ts'
import { useDatabase } from '#tests/fixtures/use-database.ts'

let database: Database
let stores: Stores
useDatabase((opened) => {
  database = opened.database
  stores = opened.stores
})
afterEach(() => database.client.call.deleteMany())

function reconcile(script: Script, { minutesLater = 3 } = {}) {
  return askCarrier(script, minutesLater, (asking) => reconcileRecordings({ ...asking, stores }))
}

function says(status: string): Script {
  return () => ({
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ sid: 'RE', status }),
  })
}

/** A recording whose callback never came. */
async function runningRecording({ isOver }: { isOver: boolean }): Promise<string> {
  const { call } = await stores.calls.create(
    newCall({ callSid: newSid('CA'), status: 'in-progress' }),
  )
  if (isOver) await stores.calls.recordStatus(call.id, { status: 'completed', at: new Date() })
  const recordingSid = newSid('RE')
  const startedAt = new Date()
  await stores.recordings.announce({
    recordingSid,
    callId: call.id,
    state: 'recording',
    channels: 2,
    startedAt,
  })
  return recordingSid
}

describe('recordings that nobody said the end of', () => {
  test.each([
    ['completed', 'importing'],
    ['absent', 'absent'],
    ['failed', 'failed'],
  ])('are %s at the carrier, and so %s here', async (status, state) => {
    const sid = await runningRecording({ isOver: true })
    const { count, published } = await reconcile(says(status))
    expect(count).toBe(1)
    expect((await stores.recordings.find(sid))?.state).toBe(state)
    expect(published).toMatchObject([
      { kind: 'recording', recording: { recordingSid: sid, state } },
    ])
  })

  test('are failed when the carrier does not know them', async () => {
    const sid = await runningRecording({ isOver: true })
    await reconcile(() => undefined)
    expect(await stores.recordings.find(sid)).toMatchObject({
      state: 'failed',
      failReason: 'The carrier does not know this recording.',
    })
  })

  test('stay as they are while they run, and while the carrier has trouble', async () => {
    const sid = await runningRecording({ isOver: true })
    expect((await reconcile(says('processing'))).count).toBe(0)
    expect((await reconcile(() => ({ status: 503 }))).count).toBe(0)
    expect((await stores.recordings.find(sid))?.state).toBe('recording')
  })

  test('are not asked about while their call is up, nor in the two minutes after it', async () => {
    await runningRecording({ isOver: false })
    await runningRecording({ isOver: true })
    expect((await reconcile(says('completed'), { minutesLater: 1 })).asked).toEqual([])
  })
})
