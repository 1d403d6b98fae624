import { recordingSchema, type Recording } from '#contracts/recording.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import type { StoredRecording } from './stores.ts'

/** A recording is shown with the call it belongs to. */
export const recordingInclude = {
  call: { select: { callSid: true, direction: true, from: true, to: true, agentName: true } },
} satisfies Prisma.RecordingInclude

export type RecordingRow = Prisma.RecordingGetPayload<{ include: typeof recordingInclude }>

/** As everybody may see it. */
export function toRecording({ call, ...row }: RecordingRow): Recording {
  return recordingSchema.parse({
    ...row,
    ...call,
    bytes: row.bytes === null ? null : Number(row.bytes),
    startedAt: row.startedAt.toISOString(),
  })
}

/** With what only the server may know. */
export function toStored(row: RecordingRow): StoredRecording {
  const { location, attempts, nextAttemptAt } = row
  return { ...toRecording(row), location, attempts, nextAttemptAt }
}
