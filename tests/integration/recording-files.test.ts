import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { FilesError } from '#server/recordings/files.ts'
import { createFolderFiles } from '#server/recordings/folder-files.ts'
import { openRecordingFiles } from '#server/recordings/open-files.ts'
import { newSid } from '#tests/fixtures/new-call.ts'
import { s3UnderTest, type S3Fault, type S3Script } from '#tests/fixtures/s3-under-test.ts'
import { arriving, describeFiles, keep, readAll, sha256Of } from './files/describe-files.ts'

const scratch = await mkdtemp(join(tmpdir(), 'switchboard-files-'))
const s3 = await s3UnderTest()

afterEach(() => {
  s3.fault = () => undefined
})
afterAll(async () => {
  await s3[Symbol.asyncDispose]()
  await rm(scratch, { recursive: true })
})

const inFolder = async () => createFolderFiles(await mkdtemp(join(scratch, 'folder-')))
const inBucket = () => openRecordingFiles(s3.config())

describeFiles('in a folder', inFolder)
describeFiles('in a bucket, over HTTP', inBucket)

/** `fault` for the first `times` requests that `concerns` picks. */
function firstOf(
  times: number,
  concerns: (asked: Parameters<S3Script>[0]) => boolean,
  fault: S3Fault,
) {
  let left = times
  return (asked: Parameters<S3Script>[0]) => {
    if (!concerns(asked) || left === 0) return undefined
    left -= 1
    return fault
  }
}

const isPart = ({ method, query }: Parameters<S3Script>[0]) =>
  method === 'PUT' && query.has('partNumber')
const isRead = ({ method, path }: Parameters<S3Script>[0]) =>
  method === 'GET' && path.endsWith('.wav')

describe('a store that has a bad day', () => {
  const bytes = randomBytes(13 * 1024 * 1024)

  test.each<[string, S3Fault]>([
    ['refused', { kind: 'refuse', status: 503 }],
    ['cut off', { kind: 'cutBody' }],
    ['damaged', { kind: 'damage' }],
  ])(
    '[FILES-9] a part that is %s on its way is sent again, and the file is whole',
    async (_, fault) => {
      const files = await inBucket()
      s3.fault = firstOf(2, isPart, fault)
      const location = await keep(files, newSid('RE'), bytes)
      expect(sha256Of((await readAll(files, location)) ?? new Uint8Array())).toBe(sha256Of(bytes))
    },
  )

  test('[FILES-9] reading goes on where a connection broke, to the last byte', async () => {
    const files = await inBucket()
    const location = await keep(files, newSid('RE'), bytes)
    s3.fault = firstOf(3, isRead, { kind: 'cutAnswer', afterBytes: 1_000_000 })
    expect(sha256Of((await readAll(files, location)) ?? new Uint8Array())).toBe(sha256Of(bytes))
  })

  test('[FILES-9] whoever stops reading half-way asks the store nothing more', async () => {
    const files = await inBucket()
    const location = await keep(files, newSid('RE'), bytes)
    const stream = await files.read(location, { start: 0, end: bytes.length - 1 })
    for await (const chunk of stream ?? []) {
      expect(chunk).toBeDefined()
      break
    }
    const asked = s3.asked.length
    await files.sizeOf(location)
    expect(s3.asked.length).toBe(asked + 1)
  })

  test('[FILES-10] one that stays away is told in words, without a key, and nothing is left there', async () => {
    const files = await inBucket()
    const sid = newSid('RE')
    s3.fault = (asked) => (isPart(asked) ? { kind: 'refuse', status: 503 } : undefined)
    const refused = await files.receive(sid, arriving(bytes)).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(FilesError)
    expect((refused as Error).message).toBe('The store answered with status 503 (SlowDown).')
    expect(s3.openUploads()).toBe(0)
    s3.fault = (asked) =>
      asked.query.has('uploadId') ? { kind: 'refuse', status: 503 } : undefined
    const unkept = await files.receive(sid, arriving(bytes)).catch((error: unknown) => error)
    expect(unkept).toBeInstanceOf(FilesError)
    s3.fault = () => undefined
    expect(await files.sizeOf(files.locationOf(sid))).toBeNull()
  })

  test('[FILES-10] nobody there, a wrong key and no such bucket are told apart from a file that is missing', async () => {
    const location = `${newSid('RE')}.wav`
    const nobody = await openRecordingFiles({ ...s3.config(), S3_ENDPOINT: 'http://127.0.0.1:9' })
    await expect(nobody.sizeOf(location)).rejects.toThrow(/does not answer/)
    const elsewhere = await openRecordingFiles({ ...s3.config(), STORAGE_URL: 's3://nowhere' })
    await expect(elsewhere.read(location, { start: 0, end: 1 })).rejects.toThrow(FilesError)
    const stranger = await inBucket()
    s3.fault = () => ({ kind: 'refuse', status: 403 })
    await expect(stranger.read(location, { start: 0, end: 1 })).rejects.toThrow(/status 403/)
  })

  test('[FILES-10] a disk that takes nothing says which trouble it has', async () => {
    const inTheWay = join(scratch, 'in-the-way')
    await writeFile(inTheWay, '')
    const files = createFolderFiles(inTheWay)
    await expect(files.receive(newSid('RE'), arriving(bytes))).rejects.toThrow(
      'Where the folder should be is a file.',
    )
  })
})
