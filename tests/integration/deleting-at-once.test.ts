import { expect, test } from 'vitest'
import type { DeletionAnswer } from '#contracts/keeping.ts'
import type { NewDeletion } from '#server/storage/keeping-stores.ts'
import { asProgram } from '#tests/fixtures/app-under-test.ts'
import { deletingUnderTest } from '#tests/fixtures/deleting-under-test.ts'

/** What enters a deletion when whoever asked saw the thing before it went. */
function askLate(
  { stores }: Awaited<ReturnType<typeof deletingUnderTest>>,
  thing: Pick<NewDeletion, 'kind' | 'callId' | 'recordingSid'>,
) {
  const asked = { ...thing, cause: 'asked', requestedBy: 'somebody' } as const
  return stores.deletions.request([asked], new Date())
}

test('[DEL-4] two deletions of one call at once are one', async () => {
  await using line = await deletingUnderTest()
  const { callId } = await line.fullCall()
  line.start()
  const both = await Promise.all([1, 2, 3].map(() => asProgram('DELETE', `/api/calls/${callId}`)))
  expect(both.map(({ status }) => status).every((status) => [200, 404].includes(status))).toBe(true)
  expect(await line.database.client.deletion.count()).toBe(1)
  expect(await line.database.client.tombstone.count({ where: { kind: 'call' } })).toBe(1)
})

test('[DEL-4] who asks for a call that went while they asked gets the deletion by which it went', async () => {
  await using line = await deletingUnderTest()
  const { callId } = await line.fullCall()
  line.start()
  const asked = await asProgram('DELETE', `/api/calls/${callId}`)
  const { deletions } = (await asked.json()) as DeletionAnswer
  const request = (kind: 'call' | 'transcript') =>
    askLate(line, { kind, callId, recordingSid: null })
  expect(await request('call')).toEqual(deletions)
  expect(await request('transcript')).toEqual([])
  expect(await line.database.client.deletion.count()).toBe(1)
})

test('[DEL-4] two deletions of one recording at once are one', async () => {
  await using line = await deletingUnderTest()
  const { callId, recordingSid } = await line.fullCall()
  line.start()
  const path = `/api/recordings/${recordingSid}`
  const both = await Promise.all([1, 2, 3].map(() => asProgram('DELETE', path)))
  expect(both.map(({ status }) => status).every((status) => [200, 204].includes(status))).toBe(true)
  const [known] = await askLate(line, { kind: 'recording', callId, recordingSid })
  expect(known).toMatchObject({ kind: 'recording', recordingSid, state: 'done' })
  expect(await line.database.client.deletion.count()).toBe(1)
  expect(await line.database.client.tombstone.count()).toBe(1)
})

test('[DEL-4] who asks for a recording that went with its call while they asked enters nothing', async () => {
  await using line = await deletingUnderTest()
  const { callId, recordingSid } = await line.fullCall()
  line.start()
  await asProgram('DELETE', `/api/calls/${callId}`)
  expect(await askLate(line, { kind: 'recording', callId, recordingSid })).toEqual([])
  expect(await line.database.client.deletion.count()).toBe(1)
})
