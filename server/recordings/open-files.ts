import type { Config } from '../config.ts'
import { openBucket, type BucketConfig } from '../s3/bucket.ts'
import { parseStorageUrl } from '../storage-place.ts'
import { createBucketFiles } from './bucket-files.ts'
import type { RecordingFiles } from './files.ts'
import { createFolderFiles } from './folder-files.ts'

export type StorageConfig = BucketConfig & Pick<Config, 'STORAGE_URL'>

/** The files that STORAGE_URL names. Asks nothing of the disk or the store yet. */
export async function openRecordingFiles(config: StorageConfig): Promise<RecordingFiles> {
  const place = parseStorageUrl(config.STORAGE_URL)
  if (place === null) throw new Error('STORAGE_URL names neither a folder nor a bucket.')
  if (place.kind === 'disk') return createFolderFiles(place.folder)
  return createBucketFiles(await openBucket(place.bucket, config), place.prefix)
}
