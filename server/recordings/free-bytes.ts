import { statfs } from 'node:fs/promises'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What is free on the disk that STORAGE_URL names; null: it is no disk, or nobody knows. */
export async function freeBytesOf(storageUrl: string): Promise<number | null> {
  if (!storageUrl.startsWith('file:')) return null
  const folder = storageUrl.startsWith('file://')
    ? fileURLToPath(storageUrl)
    : resolve(storageUrl.slice('file:'.length))
  try {
    const { bavail, bsize } = await statfs(folder)
    return bavail * bsize
  } catch {
    return null
  }
}
