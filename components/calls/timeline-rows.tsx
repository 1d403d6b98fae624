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
  /** The line being spoken at the place that is listened to. */
  spokenId: string | null
  /** Plays from a place on the call's clock; undefined: there is nothing to play. */
  onPlay: ((callMs: number) => void) | undefined
}

/** What was said and what befell the call, in their order, with the wait for each answer. */
export function TimelineRows(props: TimelineRowsProps) {
  const { call, lines, happenings, spokenId, onPlay } = props
  const { turns } = useTurns(call.id)
  const entries = useMemo(() => timelineOf(lines, happenings), [lines, happenings])
  const turnOf = useMemo(() => new Map(turns.map((turn) => [turn.itemId, turn])), [turns])
  const lastWithTurn = lines.findLast(({ itemId }) => turnOf.has(itemId))
  const entryId = spokenId ?? lines.find(({ startMs }) => startMs !== null)?.itemId
  return entries.map((entry) =>
    entry.kind === 'line' ? (
      <TranscriptRow
        key={entry.line.itemId}
        line={entry.line}
        continues={entry.continues}
        turn={turnOf.get(entry.line.itemId)}
        isLastTurn={entry.line === lastWithTurn}
        isSpoken={entry.line.itemId === spokenId}
        isEntry={entry.line.itemId === entryId}
        onPlay={onPlay}
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
