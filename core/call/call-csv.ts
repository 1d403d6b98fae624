import type { Call } from '#contracts/call.ts'
import { csvLine } from '../csv-cell.ts'

type Cell = string | number | boolean | null

const columns: readonly [name: string, cellOf: (call: Call) => Cell][] = [
  ['id', ({ id }) => id],
  ['callSid', ({ callSid }) => callSid],
  ['direction', ({ direction }) => direction],
  ['from', ({ from }) => from],
  ['to', ({ to }) => to],
  ['agentId', ({ agentId }) => agentId],
  ['agentName', ({ agentName }) => agentName],
  ['status', ({ status }) => status],
  ['endReason', ({ endReason }) => endReason],
  ['endedBy', ({ endedBy }) => endedBy],
  ['answeredBy', ({ answeredBy }) => answeredBy],
  ['createdAt', ({ createdAt }) => createdAt],
  ['answeredAt', ({ answeredAt }) => answeredAt],
  ['endedAt', ({ endedAt }) => endedAt],
  ['durationMs', ({ durationMs }) => durationMs],
  ['carrierSeconds', ({ cost }) => cost?.carrierSeconds ?? null],
  ['model', ({ cost, config }) => cost?.model ?? config.model],
  ['hasRecording', ({ hasRecording }) => hasRecording],
  ['legalHold', ({ legalHold }) => legalHold],
  ['tags', ({ tags }) => tags.join(', ')],
  ['errorCode', ({ error }) => error?.code ?? null],
  ['errorMessage', ({ error }) => error?.message ?? null],
  ['transcriptDeletedAt', ({ transcriptDeletedAt }) => transcriptDeletedAt],
]

/** The first line of a table of calls as CSV (RFC 4180), with its line end. */
export const callCsvHead = csvLine(columns.map(([name]) => name))

/** A call as a line of CSV, with its line end. */
export function callCsvLine(call: Call): string {
  return csvLine(columns.map(([, cellOf]) => cellOf(call)))
}
