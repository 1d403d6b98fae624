import { createHash } from 'node:crypto'

/** What is kept of a ticket: nobody who reads the table can open a door with it. */
export function hashOf(ticket: string): string {
  return createHash('sha256').update(ticket).digest('hex')
}
