import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { BucketError, type Bucket, type Upload } from '../s3/bucket.ts'
import type { ByteRange } from './byte-range.ts'
import { FilesError, type KeptFile, type ReceivedFile, type RecordingFiles } from './files.ts'
import { checkedLocation, locationOf, sidOf } from './location.ts'
import { inPieces, measureBody } from './measured-body.ts'

/**
 * Files in a bucket, under `prefix` (empty, or ending in a slash). What arrives
 * is sent on as the parts of a multipart upload, which nobody can read before it
 * is completed: keeping completes it, discarding aborts it, and what a killed
 * process leaves is never served.
 */
export function createBucketFiles(bucket: Bucket, prefix: string): RecordingFiles {
  const keyOf = (location: string) => `${prefix}${checkedLocation(location)}`
  return {
    receive: (recordingSid, body) => receive(bucket, prefix, locationOf(recordingSid), body),
    locationOf,
    sizeOf: (location) => inStore(() => bucket.sizeOf(keyOf(location))),
    read: (location, range) => inStore(() => read(bucket, keyOf(location), range)),
    remove: (location) => inStore(() => bucket.remove(keyOf(location))),
    list: () => list(bucket, prefix),
    async unfinished(now) {
      return (await givenUp(bucket, prefix, now)).map(({ key }) => key.slice(prefix.length))
    },
    async sweep(now) {
      const uploads = await givenUp(bucket, prefix, now)
      await inStore(async () => {
        for (const upload of uploads) await bucket.abort(upload)
      })
      return uploads.length
    },
  }
}

/** The store tells when an upload began and not when its last part came, so a slow line gets a day. */
const GIVEN_UP_AFTER_MS = 24 * 3_600_000
/** The least that stores take for a part is 5 MiB. This much memory a recording costs on its way. */
const PART_BYTES = 6 * 1024 * 1024

async function receive(
  bucket: Bucket,
  prefix: string,
  location: string,
  body: AsyncIterable<Uint8Array>,
): Promise<ReceivedFile> {
  const upload = await inStore(() => bucket.begin(`${prefix}${location}`))
  const discard = () => bucket.abort(upload).catch(() => undefined)
  try {
    const { etags, ...facts } = await sendParts(bucket, upload, body)
    return {
      ...facts,
      async keep() {
        await inStore(() => bucket.complete(upload, etags))
        return location
      },
      discard,
    }
  } catch (error) {
    await discard()
    throw error
  }
}

async function sendParts(bucket: Bucket, upload: Upload, body: AsyncIterable<Uint8Array>) {
  const measure = measureBody()
  const etags: string[] = []
  let part = beginPart()
  const send = async () => {
    const { pieces, bytes } = part
    const md5 = part.md5.digest('base64')
    const number = etags.length + 1
    etags.push(await inStore(() => bucket.putPart(upload, number, { pieces, bytes, md5 })))
    part = beginPart()
  }
  for await (const piece of inPieces(body)) {
    measure.add(piece)
    part.md5.update(piece)
    // A copy: whoever sends may use its buffer again.
    part.pieces.push(new Uint8Array(piece))
    part.bytes += piece.length
    if (part.bytes >= PART_BYTES) await send()
  }
  // An upload needs a part, also of nothing.
  if (part.bytes > 0 || etags.length === 0) await send()
  return { etags, ...measure.facts() }
}

function beginPart() {
  return { md5: createHash('md5'), pieces: [] as Uint8Array[], bytes: 0 }
}

/**
 * Reads on after a connection that broke, or that the store closed because the
 * listener paused: each time from the byte that comes next.
 */
async function read(bucket: Bucket, key: string, range: ByteRange): Promise<Readable | null> {
  const first = await bucket.open(key, range)
  return first && Readable.from(readOn(bucket, key, range, first), { objectMode: false })
}

async function* readOn(
  bucket: Bucket,
  key: string,
  { start, end }: ByteRange,
  first: Readable,
): AsyncGenerator<Uint8Array> {
  let source: Readable | null = first
  let at = start
  try {
    for (let fruitless = 0; source !== null; fruitless += 1) {
      const chunks = source[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>
      for (;;) {
        const chunk = await nextOf(chunks)
        if (chunk === null) break
        // Some stores send more than they were asked for.
        const wanted = chunk.subarray(0, end + 1 - at)
        at += wanted.length
        fruitless = 0
        // Outside of any catch: a listener who leaves is thrown in here.
        yield wanted
        if (at > end) return
      }
      if (fruitless >= FRUITLESS_MAX) throw new FilesError('The store broke off.')
      source = await inStore(() => bucket.open(key, { start: at, end }))
    }
    throw new FilesError('The file went away while it was read.')
  } finally {
    source?.destroy()
  }
}

/** Null: the connection broke, or has no more. */
async function nextOf(chunks: AsyncIterator<Uint8Array>): Promise<Uint8Array | null> {
  try {
    const next = await chunks.next()
    return next.done === true ? null : next.value
  } catch {
    return null
  }
}

const FRUITLESS_MAX = 3

async function* list(bucket: Bucket, prefix: string): AsyncGenerator<KeptFile> {
  for await (const { key, bytes } of mapErrors(bucket.list(prefix))) {
    const location = key.slice(prefix.length)
    const recordingSid = sidOf(location)
    if (recordingSid !== null) yield { recordingSid, location, bytes }
  }
}

async function givenUp(bucket: Bucket, prefix: string, now: Date): Promise<Upload[]> {
  const before = new Date(now.getTime() - GIVEN_UP_AFTER_MS)
  const uploads: Upload[] = []
  for await (const upload of mapErrors(bucket.uploads(prefix))) {
    const isOurs = sidOf(upload.key.slice(prefix.length)) !== null
    if (isOurs && upload.begunAt < before) uploads.push(upload)
  }
  return uploads
}

async function* mapErrors<Item>(items: AsyncIterable<Item>): AsyncGenerator<Item> {
  try {
    yield* items
  } catch (error) {
    throw inWords(error)
  }
}

async function inStore<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    throw inWords(error)
  }
}

function inWords(error: unknown): unknown {
  return error instanceof BucketError ? new FilesError(error.message, { cause: error }) : error
}
