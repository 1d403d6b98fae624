import { callStatusSchema, type CallStatus } from '#contracts/call.ts'
import { isFinal, nextStatus } from '#core/call/status.ts'
import type { Call as CallColumns, Prisma } from '#prisma/generated/client.ts'
import type { Database, Queryable } from './database.ts'
import type { CallEnding } from '#core/call/effects.ts'

export type StatusNews = { status: CallStatus; at: Date; carrierSeconds?: number; end?: CallEnding }

/**
 * Writes news of a call's status. The row stays locked from reading to writing,
 * so that callbacks arriving at once, in several processes, take turns.
 */
export async function recordStatus(
  database: Database,
  callId: string,
  news: StatusNews,
): Promise<void> {
  await database.client.$transaction(async (transaction) => {
    const row = await readLocked(transaction, callId)
    if (row === null) return
    const current = callStatusSchema.parse(row.status)
    if (isFinal(current) && isFinal(news.status) && current !== news.status) return
    await transaction.callStatusChange.createMany({
      data: [{ callId, status: news.status, at: news.at }],
      skipDuplicates: true,
    })
    await transaction.call.update({
      where: { id: callId },
      data: columnsAfter(row, nextStatus(current, news.status), news),
    })
  })
}

/** The columns that say why a call ended. */
export function endColumns({ reason, by, error }: CallEnding) {
  return {
    endReason: reason,
    endedBy: by,
    ...(error && { errorCode: error.code, errorMessage: error.message }),
  }
}

async function readLocked(transaction: Queryable, callId: string): Promise<CallColumns | null> {
  await transaction.$executeRaw`SELECT 1 FROM calls WHERE id = ${callId} FOR UPDATE`
  return transaction.call.findUnique({ where: { id: callId } })
}

function columnsAfter(
  row: CallColumns,
  status: CallStatus,
  news: StatusNews,
): Prisma.CallUncheckedUpdateInput {
  const endedAt = row.endedAt ?? (isFinal(status) ? news.at : null)
  return {
    status,
    endedAt,
    answeredAt: row.answeredAt ?? answeredAt(news, endedAt),
    carrierSeconds: row.carrierSeconds ?? news.carrierSeconds ?? null,
    ...(news.end && isFinal(status) && row.endReason === null && endColumns(news.end)),
  }
}

/**
 * When the call was answered, as far as this news tells: the callback that says
 * so may come after the one that ends the call, or be lost; then the seconds
 * that the carrier counted lead back to it.
 */
function answeredAt(news: StatusNews, endedAt: Date | null): Date | null {
  if (news.status === 'in-progress') {
    return endedAt !== null && endedAt < news.at ? endedAt : news.at
  }
  if (news.status !== 'completed' || endedAt === null || !news.carrierSeconds) return null
  return new Date(endedAt.getTime() - news.carrierSeconds * 1_000)
}
