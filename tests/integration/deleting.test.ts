import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import type { Deletion, DeletionAnswer, Tombstone } from '#contracts/keeping.ts'
import { carryOutDeletion, type DeletionPorts } from '#server/deleting/carry-out-deletion.ts'
import { runDueDeletions } from '#server/deleting/deletion-runner.ts'
import { runRetention } from '#server/deleting/run-retention.ts'
import { asCarrier, asProgram, json, problemOf } from '#tests/fixtures/app-under-test.ts'
import { rowsOf, said } from '#tests/fixtures/call-with-all.ts'
import { deletingUnderTest } from '#tests/fixtures/deleting-under-test.ts'
import { newCall, newSid } from '#tests/fixtures/new-call.ts'

const forEver = new AbortController().signal
const bodyOf = async <Body>(response: Response) => (await response.json()) as Body
const unavailable = () => json({ code: 20_503, message: 'Unavailable', status: 503 }, 503)

test('[DEL-2] a deleted call leaves nothing in any table or folder but tombstones, its deletion and the audit log', async () => {
  await using line = await deletingUnderTest()
  const { callId, callSid, recordingSid, sha256 } = await line.fullCall()
  await mkdir(join(line.spool, callId))
  await writeFile(join(line.spool, callId, '0.tap'), 'sound')
  line.start()
  const deleted = await asProgram('DELETE', `/api/calls/${callSid}`)
  expect(deleted.status).toBe(200)
  const left = await rowsOf(line.database, [callId, callSid, recordingSid, said])
  expect(Object.keys(left).toSorted()).toEqual(['audit_entries', 'deletions', 'tombstones'])
  expect(await line.files()).toEqual([])
  expect(line.atCarrier()[0]).toMatch(new RegExp(`/Recordings/${recordingSid}.json$`))
  expect(line.published).toContainEqual({ kind: 'callDeleted', callId })
  const found = await asProgram('GET', `/api/tombstones?callId=${callId}`)
  const { items } = await bodyOf<{ items: Tombstone[] }>(found)
  expect(items.map(({ kind }) => kind).toSorted()).toEqual(['call', 'recording'])
  expect(items.find(({ kind }) => kind === 'recording')).toMatchObject({
    sha256,
    deletedBy: 'API key API_KEY',
  })
  for (const path of ['', '/transcript', '/events', '/recordings', '/usage', '/turns']) {
    expect((await asProgram('GET', `/api/calls/${callId}${path}`)).status).toBe(404)
  }
  for (const path of ['', '/audio']) {
    const gone = await asProgram('GET', `/api/recordings/${recordingSid}${path}`)
    expect((await problemOf(gone)).code).toBe('recording-gone')
  }
})

test('[DEL-3] nothing of what is requested to go is served, though the carrier keeps its copy for now; it says why, and goes on', async () => {
  await using line = await deletingUnderTest()
  const { callId, recordingSid } = await line.fullCall()
  line.app.carrier.script = unavailable
  line.start()
  const asked = await asProgram('DELETE', `/api/calls/${callId}`)
  expect(asked.status).toBe(202)
  const { deletions } = await bodyOf<DeletionAnswer>(asked)
  expect(deletions[0]).toMatchObject({ state: 'pending', attempts: 1 })
  expect(deletions[0]?.failReason).toMatch(/carrier did not delete its copy/)
  expect((await asProgram('GET', `/api/recordings/${recordingSid}`)).status).toBe(410)
  expect(await line.stores.transcripts.list(callId)).toEqual([])
  expect(await line.files()).toEqual([])
  const pending = await bodyOf<{ items: Deletion[] }>(await asProgram('GET', '/api/deletions'))
  expect(pending.items.map(({ callId: id }) => id)).toEqual([callId])
  line.app.carrier.script = () => json({ code: 20_404, message: 'Not found', status: 404 }, 404)
  line.app.advance(60_000)
  expect((await asProgram('DELETE', `/api/calls/${callId}`)).status).toBe(200)
  expect(await line.stores.calls.find(callId)).toBeNull()
})

/** Every call that a deletion makes of the world, in order. */
const steps = ['begin', 'file', 'carrier', 'spool', 'removePeaks', 'removeWords', 'finish'] as const

test.each(steps)(
  '[DEL-5] killed at any step (%s), before it or after, a deletion goes on at the next start',
  async (step) => {
    await using line = await deletingUnderTest()
    for (const when of ['before', 'after'] as const) {
      const { callId, callSid, recordingSid } = await line.fullCall()
      const wanted = {
        kind: 'call',
        callId,
        recordingSid: null,
        cause: 'asked',
        requestedBy: 'Olga',
      } as const
      const [deletion] = await line.stores.deletions.request(
        [wanted],
        new Date(line.ports.clock.now()),
      )
      const dying = killedAt(line.ports, step, when)
      await carryOutDeletion(dying, deletion!).catch((error: unknown) => {
        if (!(error instanceof Killed)) throw error
      })
      line.app.advance(60_000)
      await runDueDeletions(line.ports, forEver)
      const left = await rowsOf(line.database, [callId, callSid, recordingSid])
      expect(Object.keys(left).toSorted()).toEqual(['audit_entries', 'deletions', 'tombstones'])
      expect(left).toMatchObject({ tombstones: 2, deletions: 1 })
      expect(await line.files()).toEqual([])
    }
  },
)

class Killed extends Error {
  override name = 'Killed'
}

function killedAt(
  ports: DeletionPorts,
  step: (typeof steps)[number],
  when: 'before' | 'after',
): DeletionPorts {
  const dies =
    <Args extends unknown[], Result>(name: string, work: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      if (name === step && when === 'before') throw new Killed()
      const result = await work(...args)
      if (name === step) throw new Killed()
      return result
    }
  const { deletions } = ports.stores
  return {
    ...ports,
    files: { ...ports.files, remove: dies('file', ports.files.remove) },
    carrier: { deleteRecording: dies('carrier', ports.carrier.deleteRecording) },
    removeSpool: dies('spool', ports.removeSpool),
    stores: {
      ...ports.stores,
      deletions: {
        ...deletions,
        begin: dies('begin', deletions.begin),
        removePeaks: dies('removePeaks', deletions.removePeaks),
        removeWords: dies('removeWords', deletions.removeWords),
        finish: dies('finish', deletions.finish),
      },
    },
  }
}

test('[DEL-13] many calls are deleted by their ids and SIDs alike, and looked up in one question', async () => {
  await using line = await deletingUnderTest()
  const calls = []
  for (let made = 0; made < 24; made += 1) calls.push(await line.fullCall({ isBare: true }))
  const live = newCall({ callSid: newSid('CA'), status: 'in-progress' })
  const { call: up } = await line.stores.calls.create(live)
  line.start()
  const one = vi.spyOn(line.stores.calls, 'find')
  const all = vi.spyOn(line.stores.keeping, 'endedOf')
  const named = calls.map(({ callId, callSid }, index) => (index % 2 === 0 ? callId : callSid))
  const callIds = [...named, calls[0]?.callSid, up.id, 'unknown']
  const answer = await asProgram('POST', '/api/calls/delete', { body: { callIds } })
  const { deletions, held } = await bodyOf<DeletionAnswer>(answer)
  expect(deletions.map(({ callId }) => callId).toSorted()).toEqual(
    calls.map(({ callId }) => callId).toSorted(),
  )
  expect(held).toEqual([])
  expect(all).toHaveBeenCalledTimes(1)
  expect(one).not.toHaveBeenCalled()
  expect(await line.stores.calls.find(up.id)).not.toBeNull()
})

test('[DEL-6] what comes late of a deleted call brings nothing back, and the carrier’s late copy is deleted', async () => {
  await using line = await deletingUnderTest()
  const { callId, callSid } = await line.fullCall()
  line.start()
  await asProgram('DELETE', `/api/calls/${callId}`)
  const late = newSid('RE')
  const news = await asCarrier(`/api/twilio/recording?callId=${callId}`, {
    CallSid: callSid,
    RecordingSid: late,
    RecordingStatus: 'completed',
    RecordingDuration: '4',
    RecordingChannels: '2',
    RecordingSource: 'OutboundAPI',
    RecordingStartTime: 'Mon, 01 Jun 2026 10:00:00 +0000',
  })
  expect(news.status).toBe(204)
  await runDueDeletions(line.ports, forEver)
  expect(line.atCarrier().some((path) => path.includes(late))).toBe(true)
  expect(await line.stores.recordings.find(late)).toBeNull()
  expect(await line.stores.calls.find(callSid)).toBeNull()
  expect(await line.stores.tombstones.ofRecording(late)).toMatchObject({ callId })
})

test('[DEL-7] a deleted recording is gone from everywhere, and its row says so', async () => {
  await using line = await deletingUnderTest()
  const { callId, recordingSid } = await line.fullCall()
  line.start()
  const remove = () => asProgram('DELETE', `/api/recordings/${recordingSid}`)
  expect((await remove()).status).toBe(204)
  expect(await line.files()).toEqual([])
  expect(line.published).toContainEqual({ kind: 'recordingDeleted', recordingSid, callId })
  expect((await line.stores.calls.find(callId))?.hasRecording).toBe(false)
  const asked = line.atCarrier().length
  expect((await remove()).status).toBe(204)
  expect(line.atCarrier()).toHaveLength(asked)
  const unknown = await asProgram('DELETE', `/api/recordings/${newSid('RE')}`)
  expect((await problemOf(unknown)).code).toBe('recording-not-found')
})

test('[DEL-8] a deleted transcript is gone with every text derived from it; the call’s figures stay', async () => {
  await using line = await deletingUnderTest()
  const { callId } = await line.fullCall()
  line.start()
  expect((await asProgram('DELETE', `/api/calls/${callId}/transcript`)).status).toBe(200)
  expect(await rowsOf(line.database, [said])).toEqual({})
  const call = await line.stores.calls.find(callId)
  expect(call).toMatchObject({ hasRecording: true })
  expect(call?.transcriptDeletedAt).not.toBeNull()
  expect((await asProgram('DELETE', `/api/calls/${callId}/transcript`)).status).toBe(200)
})

test('[DEL-9] a live call is not deleted, and with its number’s holdings it goes when it has ended', async () => {
  await using line = await deletingUnderTest()
  line.start()
  const number = '+442079460111'
  const live = newCall({ callSid: newSid('CA'), status: 'in-progress', to: number })
  const { call } = await line.stores.calls.create(live)
  expect((await problemOf(await asProgram('DELETE', `/api/calls/${call.id}`))).code).toBe(
    'conflict',
  )
  const answer = await asProgram('POST', '/api/holdings/delete', { body: { number } })
  expect(answer.status).toBe(202)
  expect((await line.stores.calls.find(call.id))?.transcriptDeletedAt).toBeNull()
  await line.stores.calls.recordStatus(call.id, { status: 'completed', at: new Date() })
  line.app.advance(60_000)
  await runDueDeletions(line.ports, forEver)
  expect(await line.stores.calls.find(call.id)).toBeNull()
})

test('[DEL-10] everything held on a number goes, and nothing of others', async () => {
  await using line = await deletingUnderTest()
  line.start()
  const number = '+442079460112'
  await line.fullCall({ to: number })
  await line.fullCall({ direction: 'inbound', from: number, to: '+14155550100' })
  const other = await line.fullCall()
  const found = await asProgram('POST', '/api/holdings', { body: { number } })
  expect(await found.json()).toMatchObject({ number, calls: 2, recordings: 2, transcriptLines: 2 })
  const answer = await asProgram('POST', '/api/holdings/delete', { body: { number } })
  expect(answer.status).toBe(200)
  expect((await bodyOf<DeletionAnswer>(answer)).deletions).toHaveLength(2)
  expect(await rowsOf(line.database, [number])).toEqual({})
  expect(await line.stores.calls.find(other.callId)).not.toBeNull()
})

test('[HOLD-1] a held call is spared by every way of deleting, until the hold is lifted', async () => {
  await using line = await deletingUnderTest()
  line.start()
  const number = '+442079460113'
  const { callId, recordingSid } = await line.fullCall({ to: number, endedAt: new Date(0) })
  const hold = (held: boolean) =>
    asProgram('POST', `/api/calls/${callId}/legal-hold`, { body: { held } })
  expect(await (await hold(true)).json()).toMatchObject({ legalHold: true })
  const days = { recordingsDays: 1, transcriptsDays: 1, callsDays: 1 }
  await asProgram('PATCH', '/api/keeping', { body: { retention: days } })
  for (const path of [
    `/api/calls/${callId}`,
    `/api/calls/${callId}/transcript`,
    `/api/recordings/${recordingSid}`,
  ]) {
    expect((await problemOf(await asProgram('DELETE', path))).code).toBe('call-held')
  }
  const bulk = await asProgram('POST', '/api/calls/delete', {
    body: { callIds: [callId, 'unknown'] },
  })
  expect(await bulk.json()).toEqual({ deletions: [], held: [callId] })
  const all = await asProgram('POST', '/api/holdings/delete', { body: { number } })
  expect(await all.json()).toEqual({ deletions: [], held: [callId] })
  await retain(line)
  expect((await line.stores.recordings.find(recordingSid))?.state).toBe('ready')
  await hold(false)
  expect((await asProgram('DELETE', `/api/calls/${callId}`)).status).toBe(200)
})

type Line = Awaited<ReturnType<typeof deletingUnderTest>>

function retain({ stores, ports }: Line) {
  return runRetention({ stores, clock: ports.clock, wake: () => undefined, logger: ports.logger })
}

test('[RET-3] the daily retention deletes what has expired, by the agent’s own settings where it has some, with an entry for each', async () => {
  await using line = await deletingUnderTest()
  const { app, stores } = line
  const agent = await stores.agents.create({
    name: 'Night desk',
    config: newCall().config,
    isDefault: false,
  })
  const agentId = agent.ok ? agent.agent.id : ''
  const daysAgo = (days: number) => new Date(app.ctx.clock.now() - days * 86_400_000)
  const old = await line.fullCall({ endedAt: daysAgo(400) })
  const middle = await line.fullCall({ endedAt: daysAgo(40) })
  const young = await line.fullCall({ endedAt: daysAgo(5) })
  const kept = await line.fullCall({ endedAt: daysAgo(400), agentId })
  const forEverKept = { recordingsDays: null, transcriptsDays: null, callsDays: null }
  const set = await asProgram('PATCH', '/api/keeping', {
    body: {
      retention: { recordingsDays: 30, transcriptsDays: null, callsDays: 365 },
      agents: { [agentId]: forEverKept },
    },
  })
  expect(set.status).toBe(200)
  const shown = await stores.calls.find(young.callId)
  expect(shown?.expires.recordings).toBe(daysAgo(5 - 30).toISOString())
  expect(shown?.expires.transcript).toBe(shown?.expires.call)
  expect((await stores.recordings.find(young.recordingSid))?.expiresAt).toBe(
    shown?.expires.recordings,
  )
  expect((await stores.calls.find(kept.callId))?.expires.call).toBeNull()
  expect(await retain(line)).toBe(2)
  expect(await retain(line)).toBe(0)
  await runDueDeletions(line.ports, forEver)
  expect(await stores.calls.find(old.callId)).toBeNull()
  expect((await stores.recordings.find(middle.recordingSid))?.state).toBe('deleted')
  expect(await stores.transcripts.list(middle.callId)).toHaveLength(1)
  expect((await stores.recordings.find(young.recordingSid))?.state).toBe('ready')
  expect(await stores.calls.find(kept.callId)).not.toBeNull()
  const { items } = await stores.audit.list({ limit: 50, actor: 'retention' })
  expect(items.map(({ action, subject }) => `${action} ${subject}`).toSorted()).toEqual(
    [`callDeleted ${old.callId}`, `recordingDeleted ${middle.recordingSid}`].toSorted(),
  )
  // Days of downtime change nothing but that there is more to do.
  app.advance(30 * 86_400_000)
  expect(await retain(line)).toBe(1)
})

test('settings name agents that there are, and the page of storage says what is there', async () => {
  await using line = await deletingUnderTest()
  await line.fullCall()
  const forDays = { recordingsDays: 1, transcriptsDays: 1, callsDays: 1 }
  const refused = await asProgram('PATCH', '/api/keeping', {
    body: { agents: { nobody: forDays } },
  })
  expect((await problemOf(refused)).code).toBe('agent-not-found')
  await asProgram('PATCH', '/api/keeping', { body: { quotaBytes: 1_000_000 } })
  const stats = await asProgram('GET', '/api/storage/stats')
  expect(await stats.json()).toMatchObject({
    place: { kind: 'disk' },
    bytes: 1_000,
    quotaBytes: 1_000_000,
    recordings: { count: 1, bySource: [{ source: 'carrier', count: 1, bytes: 1_000 }] },
    transcripts: { lines: 1 },
    calls: 1,
    pendingDeletions: 0,
    retentionRanAt: null,
  })
})
