import { statfs } from 'node:fs/promises'
import { parseStorageUrl } from '../storage-place.ts'

/** What is free on the disk that STORAGE_URL names; null: it is no disk, or nobody knows. */
export async function freeBytesOf(storageUrl: string): Promise<number | null> {
  const place = parseStorageUrl(storageUrl)
  if (place?.kind !== 'disk') return null
  try {
    const { bavail, bsize } = await statfs(place.folder)
    return bavail * bsize
  } catch {
    return null
  }
}
