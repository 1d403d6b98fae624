import { callSchema, type Call, type CostInputs } from '#contracts/call.ts'
import type { KeepingSettings } from '#contracts/keeping.ts'
import { statusRank } from '#core/call/status.ts'
import { expiryOf } from '#core/keeping/expiry.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import type { Queryable } from './database.ts'
import { readKeeping } from './keeping-settings.ts'

/** What a call's row is read with: its history. */
export const callInclude = { statusChanges: true } satisfies Prisma.CallInclude

export type CallRow = Prisma.CallGetPayload<{ include: typeof callInclude }>

/** The calls of these rows, in their order, with what each has used. One more query for all of them. */
export async function readCalls(queryable: Queryable, rows: readonly CallRow[]): Promise<Call[]> {
  if (rows.length === 0) return []
  const settings = await readKeeping(queryable)
  const sums = await queryable.usage.groupBy({
    by: ['callId', 'kind', 'model'],
    where: { callId: { in: rows.map((row) => row.id) } },
    _sum: {
      textInputTokens: true,
      audioInputTokens: true,
      cachedTextTokens: true,
      cachedAudioTokens: true,
      textOutputTokens: true,
      audioOutputTokens: true,
      audioSeconds: true,
    },
  })
  const used = sums.map(({ _sum, ...group }) => ({ ...group, ..._sum }))
  const ofCall = Map.groupBy(used, (sum) => sum.callId)
  return rows.map((row) => toCall(row, ofCall.get(row.id) ?? [], settings))
}

type UsageSum = {
  kind: string
  model: string
  textInputTokens: number | null
  audioInputTokens: number | null
  cachedTextTokens: number | null
  cachedAudioTokens: number | null
  textOutputTokens: number | null
  audioOutputTokens: number | null
  audioSeconds: number | null
}

function toCall(row: CallRow, sums: readonly UsageSum[], settings: KeepingSettings): Call {
  const call = callSchema.omit({ cost: true }).parse({
    ...row,
    statusHistory: row.statusChanges.map(({ status, at }) => ({ status, at: at.toISOString() })),
    createdAt: row.createdAt.toISOString(),
    answeredAt: row.answeredAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
    durationMs: durationMsOf(row),
    error: row.errorCode === null ? null : { code: row.errorCode, message: row.errorMessage ?? '' },
    expires: expiresOf(row, settings),
    transcriptDeletedAt: row.transcriptDeletedAt?.toISOString() ?? null,
  })
  const statusHistory = call.statusHistory.toSorted(byRank)
  return { ...call, statusHistory, cost: costOf(row, call.config.model, sums) }
}

/** Of what there is nothing of, nothing expires. */
function expiresOf(row: CallRow, settings: KeepingSettings): Call['expires'] {
  const { recordings, transcript, call } = expiryOf(settings, row)
  const isGone = row.transcriptDeletedAt !== null
  return {
    recordings: row.hasRecording ? (recordings?.toISOString() ?? null) : null,
    transcript: isGone ? null : (transcript?.toISOString() ?? null),
    call: call?.toISOString() ?? null,
  }
}

type CallStatusChange = Call['statusHistory'][number]

/** Clocks differ between us and the carrier, so the ladder decides, not the times. */
function byRank(one: CallStatusChange, other: CallStatusChange): number {
  return statusRank(one.status) - statusRank(other.status)
}

function durationMsOf({ answeredAt, endedAt }: CallRow): number | null {
  if (answeredAt === null || endedAt === null) return null
  return Math.max(0, endedAt.getTime() - answeredAt.getTime())
}

/** Null while nothing is known that could cost anything. */
function costOf(row: CallRow, model: string, sums: readonly UsageSum[]): CostInputs | null {
  if (sums.length === 0 && row.carrierSeconds === null) return null
  const responses = sums.filter((sum) => sum.kind === 'response')
  const transcriptions = sums.filter((sum) => sum.kind === 'transcription')
  const total = (from: readonly UsageSum[], field: Exclude<keyof UsageSum, 'kind' | 'model'>) =>
    from.reduce((all, sum) => all + (sum[field] ?? 0), 0)
  return {
    carrierSeconds: row.carrierSeconds,
    model,
    textInputTokens: total(responses, 'textInputTokens'),
    audioInputTokens: total(responses, 'audioInputTokens'),
    cachedTextTokens: total(responses, 'cachedTextTokens'),
    cachedAudioTokens: total(responses, 'cachedAudioTokens'),
    textOutputTokens: total(responses, 'textOutputTokens'),
    audioOutputTokens: total(responses, 'audioOutputTokens'),
    transcriptionModel: transcriptions[0]?.model ?? null,
    transcriptionSeconds: total(transcriptions, 'audioSeconds'),
  }
}
