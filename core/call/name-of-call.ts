import type { Call } from '#contracts/call.ts'
import { fileName } from '../file-name.ts'

/** What files about a call are called: its time (UTC), the other side's number, and its id. */
export function nameOfCall({ id, createdAt, direction, from, to }: Call): string {
  const time = createdAt.slice(0, 16).replace('T', '-').replace(':', '')
  return `${time}-${fileName(direction === 'inbound' ? from : to)}-${fileName(id)}`
}
