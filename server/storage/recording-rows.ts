import { recordingSchema, type Recording } from '#contracts/recording.ts'
import { expiryOf } from '#core/keeping/expiry.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import type { Queryable } from './database.ts'
import { readKeeping } from './keeping-settings.ts'
import type { StoredRecording } from './recording-stores.ts'

/** A recording is shown with the call it belongs to. */
export const recordingInclude = {
  call: {
    select: {
      callSid: true,
      direction: true,
      from: true,
      to: true,
      agentName: true,
      agentId: true,
      endedAt: true,
      legalHold: true,
    },
  },
} satisfies Prisma.RecordingInclude

export type RecordingRow = Prisma.RecordingGetPayload<{ include: typeof recordingInclude }>

/** As everybody may see them, in their order, with when they expire. The settings are read once for all of them. */
export async function readRecordings(
  queryable: Queryable,
  rows: readonly RecordingRow[],
): Promise<Recording[]> {
  if (rows.length === 0) return []
  const settings = await readKeeping(queryable)
  return rows.map((row) => ({
    ...toRecording(row),
    expiresAt: expiryOf(settings, row.call).recordings?.toISOString() ?? null,
  }))
}

/** One of them, with what only the server may know. */
export async function readStored(
  queryable: Queryable,
  row: RecordingRow,
): Promise<StoredRecording> {
  const [recording] = await readRecordings(queryable, [row])
  return { ...toStored(row), ...recording }
}

/** As everybody may see it, for those who do not ask when it expires. */
function toRecording({ call, ...row }: RecordingRow): Recording {
  return recordingSchema.parse({
    ...row,
    ...call,
    bytes: row.bytes === null ? null : Number(row.bytes),
    startedAt: row.startedAt.toISOString(),
    expiresAt: null,
  })
}

/** With what only the server may know. */
export function toStored(row: RecordingRow): StoredRecording {
  const { location, attempts, nextAttemptAt, carrierDeletedAt } = row
  return { ...toRecording(row), location, attempts, nextAttemptAt, carrierDeletedAt }
}
