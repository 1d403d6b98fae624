import type { ReactNode } from 'react'
import type { CallColumn } from '#contracts/call-list.ts'
import type { Call } from '#contracts/call.ts'
import { CallCell } from './call-cell.tsx'

type CallCardProps = { call: Call; columns: readonly CallColumn[]; box: ReactNode }

/** A call on a phone's screen: number and time, how it stands, then what else was chosen as columns. */
export function CallCard({ call, columns, box }: CallCardProps) {
  const has = (column: CallColumn) => columns.includes(column)
  const more = (['agent', 'endReason', 'cost', 'expires'] as const).filter(has)
  return (
    <div className="flex gap-3">
      {box && <span className="flex pt-0.5">{box}</span>}
      <div className="grid min-w-0 flex-1 gap-0.5">
        <span className="flex items-center justify-between gap-3">
          <CallCell call={call} column="number" />
          <CallCell call={call} column="started" />
        </span>
        <span className="flex items-center justify-between gap-3">
          <CallCell call={call} column="status" />
          <span className="flex items-center gap-2">
            {has('recording') && <CallCell call={call} column="recording" />}
            <CallCell call={call} column="duration" />
          </span>
        </span>
        {more.length > 0 && (
          <span className="flex min-w-0 gap-x-3">
            {more.map((column) => (
              <span key={column} className="min-w-0 empty:hidden">
                <CallCell call={call} column={column} />
              </span>
            ))}
          </span>
        )}
        {has('tags') && call.tags.length > 0 && <CallCell call={call} column="tags" />}
      </div>
    </div>
  )
}
