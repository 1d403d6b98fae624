import { randomBytes } from 'node:crypto'
import { rm, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { defaultKeeping } from '#core/keeping/default-keeping.ts'
import { checkRecordings, type Finding } from '#server/recordings/check-recordings.ts'
import { deleteCarrierCopies } from '#server/recordings/delete-carrier-copies.ts'
import { drawMissingPeaks } from '#server/recordings/draw-missing-peaks.ts'
import { findLostRecordings } from '#server/recordings/find-lost-recordings.ts'
import { importDueRecordings } from '#server/recordings/import-recordings.ts'
import { moveRecordings } from '#server/recordings/move-recordings.ts'
import { openRecordingFiles } from '#server/recordings/open-files.ts'
import { createStores } from '#server/storage/create-stores.ts'
import { openDatabase } from '#server/storage/database.ts'
import type { CarrierFailure } from '#server/twilio/rest.ts'
import { askToDelete } from '#tests/fixtures/ask-to-delete.ts'
import { testDatabase } from '#tests/fixtures/database.ts'
import { importerUnderTest } from '#tests/fixtures/importer-under-test.ts'
import { newCall, newSid } from '#tests/fixtures/new-call.ts'
import { s3UnderTest } from '#tests/fixtures/s3-under-test.ts'
import { notFound, recordedSha256, recordedWav, whole } from '#tests/fixtures/scripted-media.ts'

const opened = await testDatabase()
const database = openDatabase(opened.url)
const stores = createStores(database)
const s3 = await s3UnderTest()
const forEver = new AbortController().signal

beforeEach(async () => {
  await database.client.recording.deleteMany()
  s3.fault = () => undefined
})
afterAll(async () => {
  await s3[Symbol.asyncDispose]()
  await database.close()
  await opened[Symbol.asyncDispose]()
})

type Line = Awaited<ReturnType<typeof importerUnderTest>>

/** Recordings that were fetched and kept. */
async function kept(line: Line, count: number): Promise<string[]> {
  const sids = []
  for (let one = 0; one < count; one += 1) sids.push(await line.announce())
  await importDueRecordings(line.ports, forEver)
  return sids
}

const gone: CarrierFailure = {
  ok: false,
  problem: 'carrier-refused',
  code: 20_404,
  status: 404,
  message: 'Not found',
  retryable: false,
}
const away: CarrierFailure = {
  ...gone,
  problem: 'carrier-unreachable',
  status: null,
  retryable: true,
}

async function check(line: Line, repair: boolean, atCarrier: readonly string[] = []) {
  const findings: Finding[] = []
  const result = await checkRecordings(
    {
      ...line.ports,
      stores,
      carrier: {
        recordingStatus: async (sid) =>
          atCarrier.includes(sid) ? { ok: true, status: 'completed' } : gone,
      },
      report: (finding) => findings.push(finding),
    },
    { repair, quick: false },
  )
  return { ...result, found: findings.map(({ what, subject }) => [what, subject]), findings }
}

test('[CHECK-1] where rows and files agree there is nothing to say', async () => {
  await using line = await importerUnderTest(stores, whole)
  await kept(line, 2)
  expect(await check(line, true)).toMatchObject({ recordings: 2, found: [], left: 0 })
})

test('[CHECK-2] what is missing, damaged, short, left over, half written or undrawn is found, and nothing is touched', async () => {
  await using line = await importerUnderTest(stores, whole)
  const sids = await kept(line, 4)
  const [missing, damaged, short, undrawn] = sids as [string, string, string, string]
  const orphan = newSid('RE')
  const path = (sid: string) => join(line.folder, `${sid}.wav`)
  await rm(path(missing))
  await writeFile(path(damaged), randomBytes(recordedWav.length))
  await writeFile(path(short), recordedWav.subarray(0, 100))
  await writeFile(path(orphan), 'nobody knows')
  await stores.peaks.remove(undrawn)
  const half = join(line.folder, `${newSid('RE')}.wav.x.part`)
  await writeFile(half, 'half')
  const long = new Date(line.ports.clock.now() - 3_600_000)
  await utimes(half, long, long)
  const { found, left } = await check(line, false)
  const files = await line.fileNames()
  expect(new Set(found.map(String))).toEqual(
    new Set(
      [
        ['missing', missing],
        ['damaged', damaged],
        ['damaged', short],
        ['orphan', `${orphan}.wav`],
        ['unfinished', half.slice(line.folder.length + 1)],
        ['undrawn', undrawn],
      ].map(String),
    ),
  )
  expect(left).toBe(6)
  expect(await line.fileNames()).toEqual(files)
  expect((await stores.recordings.find(missing))?.state).toBe('ready')
})

test('[CHECK-3] repairing fetches anew what the carrier has, fails what nobody has, and draws', async () => {
  await using line = await importerUnderTest(stores, whole)
  const [atCarrier, lost, damaged, undrawn] = (await kept(line, 4)) as [
    string,
    string,
    string,
    string,
  ]
  for (const sid of [atCarrier, lost]) await rm(join(line.folder, `${sid}.wav`))
  await writeFile(join(line.folder, `${damaged}.wav`), randomBytes(recordedWav.length))
  await stores.peaks.remove(undrawn)
  const { left, findings } = await check(line, true, [atCarrier])
  expect(left).toBe(1)
  expect(findings.find(({ repaired }) => repaired === null)?.subject).toBe(damaged)
  expect((await stores.recordings.find(lost))?.failReason).toMatch(/nobody else has it/)
  expect((await stores.peaks.find(undrawn))?.caller).toHaveLength(150)
  await importDueRecordings(line.ports, forEver)
  expect(await stores.recordings.find(atCarrier)).toMatchObject({
    state: 'ready',
    sha256: recordedSha256,
  })
})

test('[CHECK-3] a file whose recording was deleted is removed; one that nobody knows stays', async () => {
  await using line = await importerUnderTest(stores, whole)
  const [deleted] = (await kept(line, 1)) as [string]
  await askToDelete(stores, deleted)
  const unknown = `${newSid('RE')}.wav`
  await writeFile(join(line.folder, unknown), 'nobody knows')
  expect((await check(line, true)).left).toBe(1)
  expect(await line.fileNames()).toEqual([unknown])
})

test('[CHECK-3] while the carrier cannot be asked, nothing is given up', async () => {
  await using line = await importerUnderTest(stores, whole)
  const [missing] = (await kept(line, 1)) as [string]
  await rm(join(line.folder, `${missing}.wav`))
  const { left } = await checkRecordings(
    {
      ...line.ports,
      stores,
      carrier: { recordingStatus: async () => away },
      report: () => undefined,
    },
    { repair: true, quick: false },
  )
  expect(left).toBe(1)
  expect((await stores.recordings.find(missing))?.state).toBe('ready')
})

function move(line: Line, to: Line['ports']['files'], deleteSource: boolean, signal = forEver) {
  const troubles: string[] = []
  const moved = moveRecordings(
    {
      recordings: stores.recordings,
      from: line.ports.files,
      to,
      onProgress: () => undefined,
      onTrouble: (sid) => troubles.push(sid),
    },
    { deleteSource },
    signal,
  )
  return moved.then((progress) => ({ ...progress, troubles }))
}

test('[MOVE-1] everything is copied and compared, the source stays, and a second run passes over what is there', async () => {
  await using line = await importerUnderTest(stores, whole)
  const sids = await kept(line, 3)
  const bucket = await openRecordingFiles(s3.config())
  expect(await move(line, bucket, false)).toMatchObject({ files: 3, copied: 3, there: 0, left: 0 })
  expect(await line.fileNames()).toHaveLength(3)
  expect(await move(line, bucket, false)).toMatchObject({ copied: 0, there: 3 })
  const moved = { ...line.ports, files: bucket }
  const { left } = await checkRecordings(
    { ...moved, stores, carrier: { recordingStatus: async () => gone }, report: () => undefined },
    { repair: false, quick: false },
  )
  expect([left, sids.length]).toEqual([0, 3])
})

test('[MOVE-2] the source goes only where the copy was read and found right', async () => {
  await using line = await importerUnderTest(stores, whole)
  const [first, second] = (await kept(line, 2)) as [string, string]
  const bucket = await openRecordingFiles(s3.config())
  await move(line, bucket, false)
  // As long as the right one, and wrong.
  const wrong = await bucket.receive(first, [randomBytes(recordedWav.length)] as never)
  await wrong.keep()
  await writeFile(join(line.folder, `${second}.wav`), randomBytes(recordedWav.length))
  await bucket.remove(`${second}.wav`)
  const { deleted, troubles } = await move(line, bucket, true)
  expect([deleted, troubles]).toEqual([1, [second]])
  expect(await line.fileNames()).toEqual([`${second}.wav`])
})

test('[MOVE-3] what was deleted after it was copied does not live on in the copy', async () => {
  await using line = await importerUnderTest(stores, whole)
  const [deleted] = (await kept(line, 2)) as [string]
  const bucket = await openRecordingFiles(s3.config())
  await move(line, bucket, false)
  await askToDelete(stores, deleted)
  await line.ports.files.remove(`${deleted}.wav`)
  await move(line, bucket, true)
  expect(await bucket.sizeOf(`${deleted}.wav`)).toBeNull()
})

test('[PEAK-3] no recording is ready before its picture stands, and trouble with it loses no recording', async () => {
  await using line = await importerUnderTest(stores, whole)
  const order: string[] = []
  const watched = {
    ...stores,
    peaks: {
      ...stores.peaks,
      save: async (...saved: Parameters<typeof stores.peaks.save>) => {
        order.push('peaks')
        await stores.peaks.save(...saved)
      },
    },
    recordings: {
      ...stores.recordings,
      markReady: (...ready: Parameters<typeof stores.recordings.markReady>) => {
        order.push('ready')
        return stores.recordings.markReady(...ready)
      },
    },
  }
  const sid = await line.announce()
  await importDueRecordings({ ...line.ports, stores: watched }, forEver)
  expect(order).toEqual(['peaks', 'ready'])
  expect(await stores.peaks.find(sid)).toMatchObject({ bucketMs: 10 })
  watched.peaks.save = () => Promise.reject(new Error('no room'))
  const next = await line.announce()
  await importDueRecordings({ ...line.ports, stores: watched }, forEver)
  expect((await stores.recordings.find(next))?.state).toBe('ready')
  expect(await stores.peaks.find(next)).toBeNull()
  const ports = { ...line.ports, stores }
  expect(await drawMissingPeaks(ports, new Set())).toBe(1)
  expect(await stores.peaks.find(next)).toEqual(await stores.peaks.find(sid))
})

test('[IMPORT-1] the copy at the carrier is deleted once ours stands whole, where the house wants it so', async () => {
  await using line = await importerUnderTest(stores, whole)
  const [sid, broken] = (await kept(line, 2)) as [string, string]
  await rm(join(line.folder, `${broken}.wav`))
  const asked: string[] = []
  let answer: { ok: true } | CarrierFailure = away
  const copies = (refused = new Set<string>()) =>
    deleteCarrierCopies(
      {
        ...line.ports,
        stores,
        carrier: {
          deleteRecording: async (one) => {
            asked.push(one)
            return answer
          },
        },
      },
      refused,
    )
  expect(await copies()).toBe(0)
  expect(asked).toEqual([])
  await stores.keeping.update({ deletesAtCarrier: true }, defaultKeeping)
  expect(await copies()).toBe(0)
  expect((await stores.recordings.find(sid))?.carrierDeletedAt).toBeNull()
  answer = { ok: true }
  expect(await copies()).toBe(1)
  expect((await stores.recordings.find(sid))?.carrierDeletedAt).not.toBeNull()
  expect(await copies()).toBe(0)
  expect(asked).not.toContain(broken)
})

test('[IMPORT-2] a recording that the carrier never told of is asked for after the call, once', async () => {
  await using line = await importerUnderTest(stores, whole)
  const config = { ...newCall().config, recordedBy: 'both' as const }
  const { call } = await stores.calls.create(newCall({ callSid: newSid('CA'), config }))
  const recordingSid = newSid('RE')
  const endedAt = new Date(line.ports.clock.now() - 3 * 60_000)
  await stores.calls.recordStatus(call.id, { status: 'in-progress', at: endedAt })
  await stores.calls.recordStatus(call.id, { status: 'completed', at: endedAt })
  const asked = new Set<string>()
  let answers = 0
  const find = (isAway: boolean) =>
    findLostRecordings(
      {
        ...line.ports,
        stores,
        carrier: {
          recordingsOf: async () => {
            answers += 1
            if (isAway) return away
            const startedAt = endedAt
            const status = 'completed' as const
            return { ok: true, recordings: [{ recordingSid, status, channels: 2, startedAt }] }
          },
        },
      },
      asked,
    )
  expect(await find(true)).toBe(0)
  expect(await find(false)).toBe(1)
  expect(await find(false)).toBe(0)
  expect(answers).toBe(2)
  await importDueRecordings(line.ports, forEver)
  expect((await stores.recordings.find(recordingSid))?.state).toBe('ready')
})

test('[IMPORT-3] of two relays that find the same recording one fetches it', async () => {
  await using line = await importerUnderTest(stores, whole)
  const sids = await Promise.all([line.announce(), line.announce(), line.announce()])
  const tried = await Promise.all([
    importDueRecordings(line.ports, forEver),
    importDueRecordings(line.ports, forEver),
  ])
  expect(tried[0] + tried[1]).toBe(3)
  expect(line.media.requests).toHaveLength(sids.length)
})

test('[IMPORT-4] a store that is down for ten minutes loses nothing, and the row says why it waits', async () => {
  await using line = await importerUnderTest(stores, whole)
  const ports = { ...line.ports, files: await openRecordingFiles(s3.config()) }
  s3.fault = () => ({ kind: 'refuse', status: 503 })
  const sid = await line.announce()
  for (let minute = 0; minute < 10; minute += 1) {
    await importDueRecordings(ports, forEver)
    line.advance(60_000)
  }
  expect(await stores.recordings.find(sid)).toMatchObject({
    state: 'importing',
    failReason: expect.stringMatching(/could not be kept.*status 503/) as string,
  })
  s3.fault = () => undefined
  line.advance(3_600_000)
  await importDueRecordings(ports, forEver)
  expect(await stores.recordings.find(sid)).toMatchObject({
    state: 'ready',
    sha256: recordedSha256,
  })
})

test('[IMPORT-5] media that is shorter than was announced is asked for again, and in the end what there is counts', async () => {
  await using line = await importerUnderTest(stores, whole)
  const sid = await line.announce()
  await database.client.recording.update({
    where: { recordingSid: sid },
    data: { durationMs: 60_000 },
  })
  await importDueRecordings(line.ports, forEver)
  expect((await stores.recordings.find(sid))?.failReason).toMatch(/Only 2 of 60 seconds/)
  for (let hour = 0; hour < 8; hour += 1) {
    line.advance(3_600_000)
    await importDueRecordings(line.ports, forEver)
  }
  expect(await stores.recordings.find(sid)).toMatchObject({ state: 'ready', durationMs: 1_500 })
})

test('[IMPORT-6] one that was given up is fetched when somebody asks for it, and its attempts count anew', async () => {
  await using line = await importerUnderTest(stores, notFound, whole)
  const sid = await line.announce()
  await importDueRecordings(line.ports, forEver)
  await stores.recordings.markAttemptFailed(sid, 'Gone.', null)
  expect(await stores.recordings.retryImport(sid)).toBe(true)
  expect(await stores.recordings.find(sid)).toMatchObject({ state: 'importing', attempts: 0 })
  await importDueRecordings(line.ports, forEver)
  expect((await stores.recordings.find(sid))?.state).toBe('ready')
  expect(await stores.recordings.retryImport(sid)).toBe(false)
})
