import { afterAll, afterEach, describe, expect, test } from 'vitest'
import type { FeedChange } from '#contracts/feed.ts'
import { reconcileRecordings } from '#server/recordings/reconcile-recordings.ts'
import { createStores } from '#server/storage/create-stores.ts'
import { openDatabase } from '#server/storage/database.ts'
import { createCarrier } from '#server/twilio/rest.ts'
import { testDatabase } from '#tests/fixtures/database.ts'
import { newCall, newSid } from '#tests/fixtures/new-call.ts'
import { scriptedHttp, type Script } from '#tests/fixtures/scripted-http.ts'

const opened = await testDatabase()
const database = openDatabase(opened.url)
const stores = createStores(database)

afterEach(() => database.client.call.deleteMany())
afterAll(async () => {
  await database.close()
  await opened[Symbol.asyncDispose]()
})

async function reconcile(script: Script, { minutesLater = 3 } = {}) {
  const peer = await scriptedHttp(script)
  const published: FeedChange[] = []
  const moved = await reconcileRecordings({
    stores,
    carrier: createCarrier({
      TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
      TWILIO_AUTH_TOKEN: 'token',
      TWILIO_API_BASE_URL: peer.url,
    }),
    clock: { now: () => Date.now() + minutesLater * 60_000 },
    publish: (change) => void published.push(change),
  })
  await peer.close()
  return { moved, published, asked: peer.received.length }
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
    const { moved, published } = await reconcile(says(status))
    expect(moved).toBe(1)
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
    expect((await reconcile(says('processing'))).moved).toBe(0)
    expect((await reconcile(() => ({ status: 503 }))).moved).toBe(0)
    expect((await stores.recordings.find(sid))?.state).toBe('recording')
  })

  test('are not asked about while their call is up, nor in the two minutes after it', async () => {
    await runningRecording({ isOver: false })
    await runningRecording({ isOver: true })
    expect((await reconcile(says('completed'), { minutesLater: 1 })).asked).toBe(0)
  })
})
