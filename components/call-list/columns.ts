import { z } from 'zod'
import { callColumnSchema, type CallColumn } from '#contracts/call-list.ts'

/** The columns by name, in the order in which the list shows them. */
export const columnNames = {
  status: 'Status',
  number: 'Number',
  direction: 'Direction',
  agent: 'Agent',
  endReason: 'Ended because',
  tags: 'Tags',
  started: 'Started',
  duration: 'Length',
  cost: 'Tokens',
  expires: 'Kept until',
  recording: 'Recording',
} as const satisfies Record<CallColumn, string>

/** What the list shows until somebody chooses. */
export const defaultColumns: readonly CallColumn[] = [
  'status',
  'number',
  'agent',
  'endReason',
  'tags',
  'started',
  'duration',
  'recording',
]

const widths: Record<CallColumn, string> = {
  status: '8rem',
  number: 'minmax(11rem,1.3fr)',
  direction: '6.5rem',
  agent: 'minmax(6rem,1fr)',
  endReason: 'minmax(7rem,1.2fr)',
  tags: 'minmax(6rem,1.2fr)',
  started: '8.5rem',
  duration: '4rem',
  cost: '5rem',
  expires: '8.5rem',
  recording: '1.25rem',
}

/** Columns in the order of the list, each once. A call without its number could not be told: it always stands there. */
export function inOrder(columns: readonly CallColumn[]): CallColumn[] {
  return callColumns.filter((column) => column === 'number' || columns.includes(column))
}

/** The list's columns, or no longer this one. */
export function toggleColumn(columns: readonly CallColumn[], column: CallColumn): CallColumn[] {
  return inOrder(
    columns.includes(column) ? columns.filter((each) => each !== column) : [...columns, column],
  )
}

/** The grid of the rows and of their head; the first column is for choosing. */
export function gridOf(columns: readonly CallColumn[]): string {
  return ['1.25rem', ...columns.map((column) => widths[column])].join(' ')
}

/** Reads what was kept; what is not a choice of columns is none. */
export function readColumns(kept: string | null): CallColumn[] | null {
  try {
    const parsed = z.array(callColumnSchema).safeParse(JSON.parse(kept ?? 'null'))
    return parsed.success ? inOrder(parsed.data) : null
  } catch {
    return null
  }
}

export const callColumns = Object.keys(columnNames) as CallColumn[]
