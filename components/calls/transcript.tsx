'use client'

import { AudioLines, ArrowDown, Trash2 } from 'lucide-react'
import type { Call } from '#contracts/call.ts'
import type { TranscriptLine } from '#contracts/transcript.ts'
import { ProblemState } from '#components/api/problem-state.tsx'
import { LocalTime } from '#components/format/local-time.tsx'
import { BackToPlace } from '#components/listening/back-to-place.tsx'
import { useMaybeListening } from '#components/listening/listening-context.ts'
import { useFollowLine } from '#components/listening/use-follow-line.ts'
import { useSpokenLine } from '#components/listening/use-spoken-line.ts'
import { isFinal } from '#core/call/status.ts'
import { Button } from '#components/ui/button.tsx'
import { cn } from '#components/ui/cn.ts'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { Announcer } from './announcer.tsx'
import { CopyTranscript } from './copy-transcript.tsx'
import { TimelineRows } from './timeline-rows.tsx'
import { roleWords } from './transcript-text.ts'
import { useHappenings } from './use-happenings.ts'
import { useFollowEnd } from './use-follow-end.ts'
import { useTranscript } from './use-call.ts'

/**
 * What is being said, as it is said. Fills its container, scrolls by itself and
 * follows the newest words until one scrolls up.
 */
export function Transcript({ call, className }: { call: Call; className?: string }) {
  const { lines, isPending, error, refetch, isRefetching } = useTranscript(call.id)
  const { happenings, news, isReady } = useHappenings(call)
  const isEmpty = lines.length === 0 && happenings.length === 0
  const { boxRef, isBehind, follow } = useFollowEnd({ isGrowing: !isFinal(call.status) })
  const listening = useMaybeListening()
  const spokenId = useSpokenLine(listening)
  const spoken = useFollowLine(boxRef, listening, spokenId)
  return (
    <div className={cn('@container relative min-h-0 flex-1', className)}>
      <div
        ref={boxRef}
        role="log"
        aria-label="Transcript"
        // Every word would be read out again as it grows; the announcer below reads finished lines.
        aria-live="off"
        aria-busy={isPending}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        className="absolute inset-0 overflow-y-auto overscroll-contain px-4 pt-4 pb-8 focus-visible:-outline-offset-2 md:px-6"
      >
        {error && isEmpty ? (
          <ProblemState error={error} onRetry={() => void refetch()} retrying={isRefetching} />
        ) : isPending && isEmpty ? (
          <TranscriptSkeleton />
        ) : isEmpty ? (
          <NothingSaid call={call} />
        ) : (
          <TimelineRows
            call={call}
            lines={lines}
            happenings={happenings}
            spokenId={spokenId}
            onPlay={listening?.track ? listening.playFrom : undefined}
          />
        )}
      </div>
      {lines.length > 0 && <CopyTranscript lines={lines} />}
      {isBehind && (
        <Button
          size="sm"
          variant="primary"
          onClick={follow}
          className="absolute bottom-4 left-1/2 -translate-x-1/2 rounded-full shadow-overlay"
        >
          <ArrowDown aria-hidden /> Jump to now
        </Button>
      )}
      {spoken.isAway && <BackToPlace onBack={spoken.follow} />}
      <Announcer entries={finishedLines(lines)} isReady={lines.length > 0} />
      <Announcer entries={news} isReady={isReady} />
    </div>
  )
}

function finishedLines(lines: readonly TranscriptLine[]) {
  return lines
    .filter(({ state, text }) => state === 'final' && text !== '')
    .map(({ itemId, role, text }) => ({ key: itemId, text: `${roleWords[role]}: ${text}` }))
}

function NothingSaid({ call }: { call: Call }) {
  if (call.transcriptDeletedAt !== null) {
    return (
      <EmptyState
        icon={Trash2}
        title="The transcript was deleted"
        text={
          <>
            <LocalTime at={call.transcriptDeletedAt} />. The call’s times and figures stay.
          </>
        }
      />
    )
  }
  if (!call.config.transcription.enabled && isFinal(call.status)) {
    return (
      <EmptyState
        icon={AudioLines}
        title="No words were kept"
        text="Transcription was off for this call. Switch it on in the session configuration to see the caller's words next time."
      />
    )
  }
  return isFinal(call.status) ? (
    <EmptyState
      icon={AudioLines}
      title="Nothing was said"
      text="The call ended before anybody spoke."
    />
  ) : (
    <EmptyState
      icon={AudioLines}
      title={call.status === 'in-progress' ? 'Nothing has been said yet' : 'Waiting for an answer'}
      text="Words of both sides appear here while they are spoken."
    />
  )
}

function TranscriptSkeleton() {
  return (
    <div className="grid gap-6 pt-2 pl-14">
      {['w-3/5', 'ml-16 w-4/5', 'w-2/5', 'ml-16 w-3/5'].map((shape) => (
        <div key={shape} className="grid gap-2">
          <Skeleton className="h-3 w-14" />
          <Skeleton className={shape} />
        </div>
      ))}
    </div>
  )
}
