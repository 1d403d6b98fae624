import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Where recordings are kept, as STORAGE_URL names it. */
export type StoragePlace =
  | { kind: 'disk'; folder: string }
  /** `prefix` is empty or ends in a slash. */
  | { kind: 's3'; bucket: string; prefix: string }

/**
 * Reads a STORAGE_URL: `file:.data/recordings`, `file:///var/lib/switchboard`,
 * `s3://bucket` or `s3://bucket/some/prefix`. Null: it is none of these.
 */
export function parseStorageUrl(storageUrl: string): StoragePlace | null {
  const s3 = /^s3:[/][/]([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:[/](.*))?$/.exec(storageUrl)
  if (s3 !== null) {
    const prefix = (s3[2] ?? '').replace(/^[/]+|[/]+$/g, '')
    if (prefix.split('/').some((part) => part === '.' || part === '..')) return null
    return { kind: 's3', bucket: s3[1] ?? '', prefix: prefix === '' ? '' : `${prefix}/` }
  }
  if (/^file:[/][/][/]/.test(storageUrl)) return { kind: 'disk', folder: fileURLToPath(storageUrl) }
  if (/^file:(?![/][/]).+/.test(storageUrl)) {
    return { kind: 'disk', folder: resolve(storageUrl.slice('file:'.length)) }
  }
  return null
}

/** For people to read: a folder, or a bucket with its prefix. */
export function nameOfPlace(place: StoragePlace): string {
  return place.kind === 'disk' ? place.folder : `s3://${place.bucket}/${place.prefix}`
}
