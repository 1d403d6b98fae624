import type { CallFilter } from '#contracts/call-list.ts'
import { Prisma } from '#prisma/generated/client.ts'
import type { Cursor } from './cursor.ts'

/** What a row of `calls` must be for a filter, the words aside; all of it holds. */
export function callConditions(filter: Omit<CallFilter, 'text'>): Prisma.Sql[] {
  const { from, to, direction, number, agentId, status, endReason, tag } = filter
  const { minSeconds, maxSeconds, hasRecording, legalHold } = filter
  return [
    from !== undefined && Prisma.sql`created_at >= ${timestamp(new Date(from))}`,
    to !== undefined && Prisma.sql`created_at < ${timestamp(new Date(to))}`,
    direction !== undefined && Prisma.sql`direction = ${direction}`,
    number !== undefined && numberCondition(number),
    agentId !== undefined && Prisma.sql`agent_id = ${agentId}`,
    status !== undefined && Prisma.sql`status = ${status}`,
    endReason !== undefined && Prisma.sql`end_reason = ${endReason}`,
    minSeconds !== undefined && Prisma.sql`duration_ms >= ${minSeconds * 1_000}::bigint`,
    // A call of 10.4 s is one of ten seconds.
    maxSeconds !== undefined && Prisma.sql`duration_ms < ${(maxSeconds + 1) * 1_000}::bigint`,
    // Written out, so that the planner sees which index fits.
    hasRecording !== undefined && (hasRecording ? sql('has_recording') : sql('NOT has_recording')),
    legalHold !== undefined && (legalHold ? sql('legal_hold') : sql('NOT legal_hold')),
    tag !== undefined && Prisma.sql`tags @> ARRAY[${tag}]::text[]`,
  ].filter((condition) => condition !== false)
}

/** Those that come after a place in a list that is newest first. */
export function after({ at, id }: Cursor): Prisma.Sql {
  return Prisma.sql`(created_at, id) < (${timestamp(at)}, ${id})`
}

/** `WHERE` and all of these; nothing where there are none. */
export function where(conditions: readonly Prisma.Sql[]): Prisma.Sql {
  return conditions.length === 0 ? Prisma.empty : Prisma.sql`WHERE ${and(conditions)}`
}

export function and(conditions: readonly Prisma.Sql[]): Prisma.Sql {
  return Prisma.join([...conditions], ' AND ')
}

/** Times in the tables are UTC without saying so. */
export function timestamp(at: Date): Prisma.Sql {
  return Prisma.sql`${at.toISOString().replace('Z', '')}::timestamp`
}

const sql = (text: string) => Prisma.sql([text])

/**
 * With a plus, the digits that the number begins with; without, those that it
 * begins or ends with. People write a number of their own country with a zero
 * that is not part of it.
 */
function numberCondition(number: string): Prisma.Sql {
  const digits = number.replaceAll(/\D/g, '')
  const begins = Prisma.sql`other_number LIKE ${`+${digits}%`}`
  if (number.startsWith('+')) return begins
  const isNational = digits.length >= NATIONAL_DIGITS_MIN && digits.startsWith('0')
  const last = Array.from(isNational ? digits.slice(1) : digits)
    .toReversed()
    .join('')
  return Prisma.sql`(${begins} OR reverse(other_number) LIKE ${`${last}%`})`
}

const NATIONAL_DIGITS_MIN = 8
