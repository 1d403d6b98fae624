import { readFile, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { createFolderFiles } from '#server/recordings/folder-files.ts'
import { importDueRecordings, type ImportPorts } from '#server/recordings/import-recordings.ts'
import { startRecordingImporter } from '#server/recordings/recording-importer.ts'
import { createStores } from '#server/storage/create-stores.ts'
import { openDatabase } from '#server/storage/database.ts'
import { askToDelete } from '#tests/fixtures/ask-to-delete.ts'
import { testDatabase } from '#tests/fixtures/database.ts'
import { ACCOUNT_SID, AUTH_TOKEN, importerUnderTest } from '#tests/fixtures/importer-under-test.ts'
import {
  brokenOff,
  notAudio,
  notFound,
  recordedSha256,
  recordedWav,
  whole,
} from '#tests/fixtures/scripted-media.ts'

const opened = await testDatabase()
const database = openDatabase(opened.url)
const stores = createStores(database)
const forEver = new AbortController().signal

beforeEach(() => database.client.recording.deleteMany())
afterAll(async () => {
  await database.close()
  await opened[Symbol.asyncDispose]()
})

describe('fetching a recording', () => {
  test('media that is not there yet is tried again after 1 s and 2 s, then kept whole', async () => {
    await using line = await importerUnderTest(stores, notFound, notFound, whole)
    const recordingSid = await line.announce()
    for (const waitMs of [0, 999, 1, 1_999]) {
      line.advance(waitMs)
      await importDueRecordings(line.ports, forEver)
    }
    expect(line.media.requests).toHaveLength(2)
    expect(await stores.recordings.find(recordingSid)).toMatchObject({
      state: 'importing',
      attempts: 2,
      failReason: 'The carrier answered with status 404.',
    })
    line.advance(1)
    await importDueRecordings(line.ports, forEver)
    expect(await stores.recordings.find(recordingSid)).toMatchObject({
      state: 'ready',
      channels: 2,
      durationMs: 1_500,
      bytes: recordedWav.length,
      sha256: recordedSha256,
      location: `${recordingSid}.wav`,
      failReason: null,
    })
    expect(await readFile(join(line.folder, `${recordingSid}.wav`))).toEqual(
      Buffer.from(recordedWav),
    )
    expect(line.published.at(-2)).toMatchObject({
      kind: 'recording',
      recording: { recordingSid, state: 'ready' },
    })
    expect(line.published.at(-1)).toMatchObject({ kind: 'call', call: { hasRecording: true } })
  })

  test('the carrier is asked for both channels, with the credentials of the account', async () => {
    await using line = await importerUnderTest(stores, whole)
    const recordingSid = await line.announce()
    await importDueRecordings(line.ports, forEver)
    expect(line.media.requests).toEqual([
      {
        path: `/2010-04-01/Accounts/${ACCOUNT_SID}/Recordings/${recordingSid}.wav?RequestedChannels=2`,
        authorization: `Basic ${Buffer.from(`${ACCOUNT_SID}:${AUTH_TOKEN}`).toString('base64')}`,
      },
    ])
  })

  test('a download that breaks off leaves no file, and is begun anew', async () => {
    await using line = await importerUnderTest(stores, brokenOff, whole)
    const recordingSid = await line.announce()
    await importDueRecordings(line.ports, forEver)
    expect(await line.fileNames()).toEqual([])
    expect((await stores.recordings.find(recordingSid))?.failReason).toMatch(/broke off/)
    line.advance(1_000)
    await importDueRecordings(line.ports, forEver)
    expect((await stores.recordings.find(recordingSid))?.state).toBe('ready')
  })

  test('what is not audio is never kept; in the end the recording is failed, with the reason', async () => {
    await using line = await importerUnderTest(stores, notAudio)
    const recordingSid = await line.announce()
    let tried = 0
    for (let hour = 0; hour < 60; hour += 1) {
      tried += await importDueRecordings(line.ports, forEver)
      line.advance(3_600_000)
    }
    expect(tried).toBe(13)
    expect(await line.fileNames()).toEqual([])
    const failed = await stores.recordings.find(recordingSid)
    expect(failed?.state).toBe('failed')
    expect(failed?.failReason).toMatch(/Not a WAV file/)
    expect(line.published.findLast(({ kind }) => kind === 'recording')).toMatchObject({
      recording: { state: 'failed' },
    })
  })

  test('one that was deleted meanwhile leaves no file', async () => {
    await using line = await importerUnderTest(stores, whole)
    const recordingSid = await line.announce()
    const files = line.ports.files
    const ports: ImportPorts = {
      ...line.ports,
      files: {
        ...files,
        async receive(sid, body) {
          const received = await files.receive(sid, body)
          await askToDelete(stores, sid)
          return received
        },
      },
    }
    await importDueRecordings(ports, forEver)
    expect(await line.fileNames()).toEqual([])
    expect((await stores.recordings.find(recordingSid))?.state).toBe('deleted')
    expect(line.published).toEqual([])
  })
})

describe('the importer of a relay', () => {
  /** Resolves with the SIDs that got ready, once there are `count` of them. */
  function readySids(ports: ImportPorts, count: number) {
    const sids: string[] = []
    const all = Promise.withResolvers<string[]>()
    const publish: ImportPorts['publish'] = (change) => {
      if (change.kind === 'recording' && change.recording.state === 'ready') {
        sids.push(change.recording.recordingSid)
      }
      if (sids.length === count) all.resolve(sids)
    }
    return { ports: { ...ports, publish }, all: all.promise }
  }

  async function stopped(run: (signal: AbortSignal) => Promise<{ settled: Promise<void> }>) {
    const stop = new AbortController()
    const importer = await run(stop.signal)
    stop.abort()
    await importer.settled
  }

  test('fetches what waits when it starts, and what comes when it is woken, each once', async () => {
    await using line = await importerUnderTest(stores, whole)
    const waiting = [await line.announce(), await line.announce(), await line.announce()]
    const before = readySids(line.ports, 6)
    await stopped(async (signal) => {
      const importer = startRecordingImporter(before.ports, signal)
      for (let more = 0; more < 3; more += 1) {
        waiting.push(await line.announce())
        importer.wake()
        importer.wake()
      }
      expect((await before.all).toSorted()).toEqual(waiting.toSorted())
      return importer
    })
    expect(line.media.requests).toHaveLength(6)
  })

  test('wakes by itself when the next attempt is due', async () => {
    await using line = await importerUnderTest(stores, notFound, whole)
    const recordingSid = await line.announce()
    const { ports, all } = readySids({ ...line.ports, clock: { now: () => Date.now() } }, 1)
    await stopped(async (signal) => {
      const importer = startRecordingImporter(ports, signal)
      expect(await all).toEqual([recordingSid])
      return importer
    })
    expect(line.media.requests).toHaveLength(2)
  })

  test('killed between download and database, it repairs both at the next start', async () => {
    await using line = await importerUnderTest(stores, whole)
    const recordingSid = await line.announce()
    const dying: ImportPorts = {
      ...line.ports,
      stores: {
        ...stores,
        recordings: {
          ...stores.recordings,
          markReady: () => Promise.reject(new Error('killed')),
        },
      },
    }
    await expect(importDueRecordings(dying, forEver)).rejects.toThrow('killed')
    const half = join(line.folder, `${recordingSid}.wav.0000.part`)
    await writeFile(half, 'half')
    const long = new Date(line.ports.clock.now() - 3_600_000)
    await utimes(half, long, long)
    expect((await stores.recordings.find(recordingSid))?.state).toBe('importing')

    line.advance(20_000)
    const { ports, all } = readySids(line.ports, 1)
    await stopped(async (signal) => {
      const importer = startRecordingImporter(ports, signal)
      await all
      return importer
    })
    expect(await line.fileNames()).toEqual([`${recordingSid}.wav`])
    expect((await stores.recordings.find(recordingSid))?.sha256).toBe(recordedSha256)
  })

  test('stopped in the middle of a download, it leaves nothing half done and counts no failure', async () => {
    const asked = Promise.withResolvers<void>()
    await using line = await importerUnderTest(stores, (response) => {
      response.writeHead(200, { 'content-length': recordedWav.length })
      response.write(recordedWav.subarray(0, 1_000))
      asked.resolve()
    })
    const recordingSid = await line.announce()
    await stopped(async (signal) => {
      const importer = startRecordingImporter(line.ports, signal)
      await asked.promise
      return importer
    })
    expect(await line.fileNames()).toEqual([])
    expect(await stores.recordings.find(recordingSid)).toMatchObject({
      state: 'importing',
      attempts: 0,
    })
  })
})

describe('the files of recordings', () => {
  test.each(['../secret.wav', '/etc/passwd.wav', 'RE.wav', 'x', `RE${'0'.repeat(32)}.wav/../x`])(
    'no location leads out of their folder: %s',
    async (location) => {
      await using line = await importerUnderTest(stores, whole)
      const files = createFolderFiles(line.folder)
      await expect(async () => files.read(location, { start: 0, end: 1 })).rejects.toThrow()
      await expect(async () => files.remove(location)).rejects.toThrow()
      await expect(files.sizeOf(location)).rejects.toThrow()
    },
  )

  test('removing one that is not there is fine, and it has no size', async () => {
    await using line = await importerUnderTest(stores, whole)
    const { files } = line.ports
    const location = files.locationOf(`RE${'0'.repeat(32)}`)
    await files.remove(location)
    expect(await files.sizeOf(location)).toBeNull()
  })
})
