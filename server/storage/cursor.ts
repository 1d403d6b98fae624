import { z } from 'zod'

/** Where a page ended: lists are sorted by a time, then by id where times are equal. */
export type Cursor = { at: Date; id: string }

/** Thrown when a page's cursor is not one that we made; the request is at fault. */
export class CursorError extends Error {
  override name = 'CursorError'
  override message = 'cursor: not one that a page of this list has given.'
}

/** The position as an opaque text for `nextCursor`. */
export function renderCursor({ at, id }: Cursor): string {
  return Buffer.from(JSON.stringify([at.toISOString(), id])).toString('base64url')
}

/** Reads what {@link renderCursor} wrote. Throws {@link CursorError} for anything else. */
export function parseCursor(text: string): Cursor {
  const parsed = cursorSchema.safeParse(Buffer.from(text, 'base64url').toString('utf8'))
  if (!parsed.success) throw new CursorError()
  const [at, id] = parsed.data
  return { at: new Date(at), id }
}

/** Cuts a page out of rows of which one more than `limit` was asked for. */
export function cutPage<Row>(
  rows: readonly Row[],
  limit: number,
  positionOf: (row: Row) => Cursor,
): { kept: Row[]; nextCursor: string | null } {
  const kept = rows.slice(0, limit)
  const last = rows.length > limit ? kept.at(-1) : undefined
  return { kept, nextCursor: last === undefined ? null : renderCursor(positionOf(last)) }
}

const cursorSchema = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown
    } catch {
      context.addIssue('not JSON')
      return z.NEVER
    }
  })
  .pipe(z.tuple([z.iso.datetime().regex(/^(?!0000)/), z.string().regex(/^[\w-]{1,100}$/)]))
