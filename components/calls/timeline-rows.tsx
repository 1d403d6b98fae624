import { useMemo } from 'react'
import type { Call } from '#contracts/call.ts'
import type { TranscriptLine } from '#contracts/transcript.ts'
import { isFinal } from '#core/call/status.ts'
import { HappeningChip } from './happening-chip.tsx'
import type { Happening } from './happenings.ts'
import { timelineOf } from './timeline.ts'
import { TranscriptRow } from './transcript-row.tsx'
import { useTurns } from './use-call.ts'

type TimelineRowsProps = {
  call: Call
  lines: readonly TranscriptLine[]
  happenings: readonly Happening[]
}

/** What was said and what befell the call, in their order, with the wait for each answer. */
export function TimelineRows({ call, lines, happenings }: TimelineRowsProps) {
  const { turns } = useTurns(call.id)
  const entries = useMemo(() => timelineOf(lines, happenings), [lines, happenings])
  const turnOf = useMemo(() => new Map(turns.map((turn) => [turn.itemId, turn])), [turns])
  const lastWithTurn = lines.findLast(({ itemId }) => turnOf.has(itemId))
  return entries.map((entry) =>
    entry.kind === 'line' ? (
      <TranscriptRow
        key={entry.line.itemId}
        line={entry.line}
        continues={entry.continues}
        turn={turnOf.get(entry.line.itemId)}
        isLastTurn={entry.line === lastWithTurn}
      />
    ) : (
      <HappeningChip
        key={`event-${entry.happening.began.seq}`}
        happening={entry.happening}
        isUp={!isFinal(call.status)}
      />
    ),
  )
}
