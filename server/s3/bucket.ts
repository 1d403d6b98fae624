import { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import type * as S3 from '@aws-sdk/client-s3'
import type { Config } from '../config.ts'

/** An upload that was begun: nobody reads it before it is completed. */
export type Upload = { key: string; id: string }

/** A part in pieces, with the MD5 of all of them (base64), by which the store refuses what was damaged on its way. */
export type Part = { pieces: readonly Uint8Array[]; bytes: number; md5: string }

/** One bucket of an S3-compatible store. What the store refuses is thrown as {@link BucketError}. */
export type Bucket = {
  begin(key: string): Promise<Upload>
  /** Sends a part, and again where that fails; answers its tag. Numbers begin at 1. */
  putPart(upload: Upload, number: number, part: Part): Promise<string>
  /** Gives the upload its name, over whatever has it. */
  complete(upload: Upload, etags: readonly string[]): Promise<void>
  /** One that is gone already counts as aborted. */
  abort(upload: Upload): Promise<void>
  /** Null: there is no such object. */
  sizeOf(key: string): Promise<number | null>
  /** The bytes from `start` to `end`, both included; null: there is no such object. */
  open(key: string, range: { start: number; end: number }): Promise<Readable | null>
  /** One that is gone already counts as removed. */
  remove(key: string): Promise<void>
  list(prefix: string): AsyncIterable<{ key: string; bytes: number }>
  /** Uploads that were begun and neither completed nor aborted. */
  uploads(prefix: string): AsyncIterable<Upload & { begunAt: Date }>
}

/** The store refused, or could not be reached; `message` says which, for operators. */
export class BucketError extends Error {
  override name = 'BucketError'
}

export type BucketConfig = Pick<
  Config,
  | 'AWS_ACCESS_KEY_ID'
  | 'AWS_SECRET_ACCESS_KEY'
  | 'AWS_SESSION_TOKEN'
  | 'AWS_REGION'
  | 'S3_ENDPOINT'
  | 'S3_SERVER_SIDE_ENCRYPTION'
>

/**
 * A bucket, through Amazon's own SDK, which is loaded here: only who keeps
 * recordings in a bucket pays for it. Asks nothing of the store yet.
 */
export async function openBucket(name: string, config: BucketConfig): Promise<Bucket> {
  const s3 = await import('@aws-sdk/client-s3')
  const client = new s3.S3Client(clientOptions(config))
  const Bucket = name
  const encryption = config.S3_SERVER_SIDE_ENCRYPTION
  const ServerSideEncryption = encryption === 'none' ? undefined : encryption
  return {
    begin: (key) =>
      orTrouble(async () => {
        const request = { Bucket, Key: key, ContentType: 'audio/wav', ServerSideEncryption }
        const begun = await client.send(new s3.CreateMultipartUploadCommand(request))
        if (begun.UploadId === undefined) throw new BucketError('The store began no upload.')
        return { key, id: begun.UploadId }
      }),
    putPart: (upload, PartNumber, part) =>
      again(async () => {
        const request = { Bucket, ...named(upload), PartNumber, ...bodyOf(part) }
        const { ETag } = await client.send(new s3.UploadPartCommand(request))
        if (ETag === undefined) throw new BucketError('The store did not confirm a part.')
        return ETag
      }),
    complete: (upload, etags) =>
      orTrouble(async () => {
        const Parts = etags.map((ETag, at) => ({ ETag, PartNumber: at + 1 }))
        const request = { Bucket, ...named(upload), MultipartUpload: { Parts } }
        await client.send(new s3.CompleteMultipartUploadCommand(request))
      }),
    abort: (upload) =>
      orTrouble(async () => {
        const request = { Bucket, ...named(upload) }
        await client.send(new s3.AbortMultipartUploadCommand(request)).catch(ignoreMissing)
      }),
    sizeOf: (Key) =>
      orTrouble(async () => {
        const head = await client
          .send(new s3.HeadObjectCommand({ Bucket, Key }))
          .catch(ignoreMissing)
        return head === null ? null : (head.ContentLength ?? 0)
      }),
    open: (Key, { start, end }) =>
      orTrouble(async () => {
        const request = { Bucket, Key, Range: `bytes=${start}-${end}` }
        const got = await client.send(new s3.GetObjectCommand(request)).catch(ignoreMissing)
        if (got === null) return null
        if (start > 0 && got.ContentRange === undefined) {
          throw new BucketError('The store does not answer ranges.')
        }
        if (got.Body instanceof Readable) return got.Body
        throw new BucketError('The store sent no body.')
      }),
    remove: (Key) =>
      orTrouble(async () => {
        await client.send(new s3.DeleteObjectCommand({ Bucket, Key })).catch(ignoreMissing)
      }),
    list: (prefix) => listObjects(s3, client, { Bucket, Prefix: prefix }),
    uploads: (prefix) => listUploads(s3, client, { Bucket, Prefix: prefix }),
  }
}

type Sdk = typeof S3
type Within = { Bucket: string; Prefix: string }

const CONNECT_MS = 5_000
/** A socket on which nothing moves for so long is given up; a reader goes on with another. */
const IDLE_MS = 30_000
/** Each listener who pauses holds one. */
const SOCKETS_MAX = 512

function clientOptions(config: BucketConfig) {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = config
  const { AWS_SESSION_TOKEN: sessionToken, S3_ENDPOINT: endpoint } = config
  const isGiven = accessKeyId !== undefined && secretAccessKey !== undefined
  return {
    region: config.AWS_REGION,
    // Stores of one's own rarely have a name for each bucket.
    ...(endpoint !== undefined && { endpoint, forcePathStyle: true }),
    // Without keys the SDK asks the machine for its role.
    ...(isGiven && {
      credentials: { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) },
    }),
    // Many stores do not know the checksums that the SDK would add by itself.
    requestChecksumCalculation: 'WHEN_REQUIRED' as const,
    responseChecksumValidation: 'WHEN_REQUIRED' as const,
    // It would print what we throw anyway.
    logger: silence,
    requestHandler: {
      connectionTimeout: CONNECT_MS,
      socketTimeout: IDLE_MS,
      httpAgent: { maxSockets: SOCKETS_MAX },
      httpsAgent: { maxSockets: SOCKETS_MAX },
    },
  }
}

const ignore = () => undefined
const silence = { debug: ignore, info: ignore, warn: ignore, error: ignore }

function named({ key, id }: Upload) {
  return { Key: key, UploadId: id }
}

/**
 * A part as a stream of its pieces: given whole, the SDK would hash megabytes at
 * once, in the thread that carries calls.
 */
function bodyOf({ pieces, bytes, md5 }: Part) {
  return { Body: Readable.from(pieces), ContentLength: bytes, ContentMD5: md5 }
}

const PART_TRIES = 3
const PART_PAUSE_MS = 250

/** The SDK tries again by itself, but not with a body that streams. */
async function again<Result>(send: () => Promise<Result>): Promise<Result> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await orTrouble(send)
    } catch (error) {
      if (tried >= PART_TRIES) throw error
      await pause(PART_PAUSE_MS * tried)
    }
  }
}

async function* listObjects(
  s3: Sdk,
  client: S3.S3Client,
  within: Within,
): ReturnType<Bucket['list']> {
  for (let ContinuationToken: string | undefined; ;) {
    const request = { ...within, ContinuationToken }
    const page = await orTrouble(() => client.send(new s3.ListObjectsV2Command(request)))
    for (const { Key, Size } of page.Contents ?? []) {
      if (Key !== undefined) yield { key: Key, bytes: Size ?? 0 }
    }
    ContinuationToken = page.NextContinuationToken
    if (page.IsTruncated !== true || ContinuationToken === undefined) return
  }
}

async function* listUploads(
  s3: Sdk,
  client: S3.S3Client,
  within: Within,
): ReturnType<Bucket['uploads']> {
  for (let after: { KeyMarker?: string; UploadIdMarker?: string } = {}; ;) {
    const request = { ...within, ...after }
    const page = await orTrouble(() => client.send(new s3.ListMultipartUploadsCommand(request)))
    for (const { Key, UploadId, Initiated } of page.Uploads ?? []) {
      if (Key === undefined || UploadId === undefined) continue
      yield { key: Key, id: UploadId, begunAt: Initiated ?? new Date() }
    }
    const { NextKeyMarker: KeyMarker, NextUploadIdMarker: UploadIdMarker } = page
    if (page.IsTruncated !== true || KeyMarker === undefined) return
    after = { KeyMarker, ...(UploadIdMarker !== undefined && { UploadIdMarker }) }
  }
}

async function orTrouble<Result>(ask: () => Promise<Result>): Promise<Result> {
  try {
    return await ask()
  } catch (error) {
    throw error instanceof BucketError ? error : new BucketError(describe(error), { cause: error })
  }
}

/** The store's name for a refusal and its status; its message may repeat what was sent. */
function describe(error: unknown): string {
  const status = statusOf(error)
  const name = error instanceof Error ? error.name : 'unknown'
  if (status === undefined) return `The store does not answer (${name}).`
  return `The store answered with status ${status} (${name}).`
}

function ignoreMissing(error: unknown): null {
  if (statusOf(error) === 404 && !isBucketMissing(error)) return null
  throw error
}

/** A bucket that is not there must not look like one without recordings. */
function isBucketMissing(error: unknown): boolean {
  return error instanceof Error && error.name === 'NoSuchBucket'
}

function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('$metadata' in error)) return undefined
  const { httpStatusCode } = error.$metadata as { httpStatusCode?: number }
  return httpStatusCode
}
