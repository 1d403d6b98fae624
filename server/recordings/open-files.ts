import type { Config } from '../config.ts'
import { openBucket } from '../s3/bucket.ts'
import { parseStorageUrl } from '../storage-place.ts'
import { createBucketFiles } from './bucket-files.ts'
import type { RecordingFiles } from './files.ts'
import { createFolderFiles } from './folder-files.ts'

export type StorageConfig = Pick<
  Config,
  | 'STORAGE_URL'
  | 'AWS_ACCESS_KEY_ID'
  | 'AWS_SECRET_ACCESS_KEY'
  | 'AWS_SESSION_TOKEN'
  | 'AWS_REGION'
  | 'S3_ENDPOINT'
  | 'S3_SERVER_SIDE_ENCRYPTION'
>

/** The files that STORAGE_URL names. Asks nothing of the disk or the store yet. */
export async function openRecordingFiles(config: StorageConfig): Promise<RecordingFiles> {
  const place = parseStorageUrl(config.STORAGE_URL)
  if (place === null) throw new Error('STORAGE_URL names neither a folder nor a bucket.')
  if (place.kind === 'disk') return createFolderFiles(place.folder)
  return createBucketFiles(await openBucket(place.bucket, config), place.prefix)
}
