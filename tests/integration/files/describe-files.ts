import { createHash, randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { FilesError, type RecordingFiles } from '#server/recordings/files.ts'
import { newSid } from '#tests/fixtures/new-call.ts'

const MEBIBYTE = 1024 * 1024

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** `bytes` as they come over a line: in pieces of any length. */
export async function* arriving(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 200_003) yield bytes.subarray(at, at + 200_003)
}

async function* breakingOff(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield* arriving(bytes)
  throw new Error('the line broke')
}

export async function readAll(
  files: RecordingFiles,
  location: string,
  range?: { start: number; end: number },
): Promise<Buffer | null> {
  const size = (await files.sizeOf(location)) ?? 0
  const stream = await files.read(location, range ?? { start: 0, end: size - 1 })
  if (stream === null) return null
  const chunks: Buffer[] = []
  for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks)
}

export async function keep(files: RecordingFiles, sid: string, bytes: Uint8Array) {
  return (await files.receive(sid, arriving(bytes))).keep()
}

async function listed(files: RecordingFiles) {
  const all = []
  for await (const file of files.list()) all.push(file)
  return all
}

/** Long after everything that was begun now has been given up. */
const inTwoDays = () => new Date(Date.now() + 2 * 24 * 3_600_000)

/** Everything that the files of recordings promise, wherever they lie. `open` answers an empty place. */
export function describeFiles(place: string, open: () => Promise<RecordingFiles>): void {
  describe(`recordings' files ${place}`, () => {
    test('[FILES-1] what was received is kept bit for bit, and its length and sum are told', async () => {
      const files = await open()
      const bytes = randomBytes(13 * MEBIBYTE + 7)
      const sid = newSid('RE')
      const received = await files.receive(sid, arriving(bytes))
      expect(received).toMatchObject({ bytes: bytes.length, sha256: sha256Of(bytes) })
      expect(Buffer.from(received.head)).toEqual(bytes.subarray(0, 65_536))
      const location = await received.keep()
      expect(location).toBe(files.locationOf(sid))
      expect(await files.sizeOf(location)).toBe(bytes.length)
      expect(sha256Of((await readAll(files, location)) ?? new Uint8Array())).toBe(sha256Of(bytes))
    })

    test('[FILES-2] any range of it is read, first and last byte included', async () => {
      const files = await open()
      const bytes = randomBytes(300_000)
      const location = await keep(files, newSid('RL'), bytes)
      for (const [start, end] of [
        [0, 0],
        [70_000, 199_999],
        [299_999, 299_999],
      ] as const) {
        const part = await readAll(files, location, { start, end })
        expect(part).toEqual(bytes.subarray(start, end + 1))
      }
    })

    test('[FILES-3] nothing can be read before it is kept, and what is discarded is gone', async () => {
      const files = await open()
      const received = await files.receive(newSid('RE'), arriving(randomBytes(7 * MEBIBYTE)))
      expect(await listed(files)).toEqual([])
      await received.discard()
      await received.discard()
      expect(await listed(files)).toEqual([])
      expect(await files.unfinished(inTwoDays())).toEqual([])
    })

    test('[FILES-3] a body that breaks off leaves nothing, and says why', async () => {
      const files = await open()
      const sid = newSid('RE')
      const broken = files.receive(sid, breakingOff(randomBytes(7 * MEBIBYTE)))
      await expect(broken).rejects.toThrow('the line broke')
      expect(await files.sizeOf(files.locationOf(sid))).toBeNull()
      expect(await files.unfinished(inTwoDays())).toEqual([])
    })

    test('[FILES-4] a file that is kept again takes the place of the older one, whole', async () => {
      const files = await open()
      const sid = newSid('RE')
      const [older, newer] = [randomBytes(5_000), randomBytes(300)]
      await keep(files, sid, older)
      const received = await files.receive(sid, arriving(newer))
      expect(await readAll(files, files.locationOf(sid))).toEqual(older)
      await received.keep()
      expect(await readAll(files, files.locationOf(sid))).toEqual(newer)
    })

    test('[FILES-5] every kept file is listed with its length', async () => {
      const files = await open()
      const sids = [newSid('RE'), newSid('RL')].toSorted()
      for (const sid of sids) await keep(files, sid, randomBytes(100))
      const byName = (await listed(files)).toSorted((a, b) => (a.location < b.location ? -1 : 1))
      const location = (recordingSid: string) => files.locationOf(recordingSid)
      expect(byName).toEqual(
        sids.map((recordingSid) => ({
          recordingSid,
          location: location(recordingSid),
          bytes: 100,
        })),
      )
    })

    test('[FILES-6] removing twice is fine; what is not there has no size and no bytes', async () => {
      const files = await open()
      const location = await keep(files, newSid('RE'), randomBytes(10))
      await files.remove(location)
      await files.remove(location)
      expect(await files.sizeOf(location)).toBeNull()
      expect(await files.read(location, { start: 0, end: 1 })).toBeNull()
    })

    test.each(['../secret.wav', '/etc/passwd.wav', 'RE.wav', 'x', `RE${'0'.repeat(32)}.wav/../x`])(
      '[FILES-7] no name leads out of where files are kept: %s',
      async (name) => {
        const files = await open()
        await expect(async () => files.read(name, { start: 0, end: 1 })).rejects.toThrow()
        await expect(async () => files.remove(name)).rejects.toThrow()
        await expect(async () => files.sizeOf(name)).rejects.toThrow()
        await expect(async () => files.receive(name, arriving(randomBytes(3)))).rejects.toThrow()
      },
    )

    test('[FILES-8] what was given up half-way is swept, what is being received is not', async () => {
      const files = await open()
      const received = await files.receive(newSid('RE'), arriving(randomBytes(100)))
      expect(await files.sweep(new Date())).toBe(0)
      expect(await files.unfinished(inTwoDays())).toHaveLength(1)
      expect(await files.sweep(inTwoDays())).toBe(1)
      expect(await files.unfinished(inTwoDays())).toEqual([])
      await expect(received.keep()).rejects.toThrow(FilesError)
      expect(await listed(files)).toEqual([])
    })

    test('[FILES-1] a file of no bytes is one all the same', async () => {
      const files = await open()
      const location = await keep(files, newSid('RE'), new Uint8Array())
      expect(await files.sizeOf(location)).toBe(0)
    })
  })
}
