import { memo } from 'react'
import { CircleAlert, Scissors } from 'lucide-react'
import type { TranscriptLine } from '#contracts/transcript.ts'
import type { Turn } from '#contracts/turn.ts'
import { cn } from '#components/ui/cn.ts'
import { LatencyBar } from './latency-bar.tsx'
import { splitHeard } from './split-heard.ts'
import { StartTime } from './start-time.tsx'
import { roleWords } from './transcript-text.ts'

type TranscriptRowProps = {
  line: TranscriptLine
  /** Who spoke goes on speaking: the name is not said again. */
  continues: boolean
  /** The turn of the agent that this line was; undefined for the caller's lines. */
  turn: Turn | undefined
  /** The last of the bars, where Tab stops. */
  isLastTurn: boolean
}

/** One line of a transcript: when, who, what, what of it was heard, and how long it was waited for. */
export const TranscriptRow = memo(function TranscriptRow(props: TranscriptRowProps) {
  const { line, continues, turn, isLastTurn } = props
  return (
    <div
      className={cn(
        'grid grid-cols-[2.75rem_minmax(0,1fr)] gap-x-3',
        continues ? 'pt-1.5' : 'pt-5 first:pt-1',
      )}
    >
      <StartTime startMs={line.startMs} />
      <div className={cn('max-w-[68ch] border-l-2 pl-3.5', laneOf[line.role])}>
        <p className={cn('text-xs font-medium text-muted-foreground', continues && 'sr-only')}>
          {roleWords[line.role]}
        </p>
        <LineText line={line} />
        {line.interrupted && <Interruption heardMs={line.heardMs} />}
        {turn && (
          <LatencyBar turn={turn} saysInterrupted={!line.interrupted} isEntry={isLastTurn} />
        )}
      </div>
    </div>
  )
})

const laneOf = {
  caller: 'border-foreground/55 mr-6 sm:mr-16',
  agent: 'border-primary ml-6 sm:ml-16',
} as const

function LineText({ line }: { line: TranscriptLine }) {
  if (line.state === 'failed') {
    return (
      <p className="flex items-center gap-1.5 text-base text-muted-foreground">
        <CircleAlert aria-hidden className="size-4" /> These words could not be transcribed.
      </p>
    )
  }
  const { heard, unheard } = splitHeard(line)
  return (
    <p className="text-lg leading-6.5 text-pretty">
      {heard}
      {unheard !== '' && (
        <>
          <span className="sr-only"> Not heard by the caller: </span>
          <s className="text-muted-foreground decoration-muted-foreground/70 decoration-1">
            {unheard}
          </s>
        </>
      )}
      {line.state === 'partial' && <Speaking hasText={line.text !== ''} />}
    </p>
  )
}

/** Somebody is speaking right now. */
function Speaking({ hasText }: { hasText: boolean }) {
  return (
    <>
      <span
        aria-hidden
        className={cn(
          'inline-block size-2 animate-lamp rounded-full bg-lamp align-middle',
          hasText && 'ml-2',
        )}
      />
      {!hasText && <span className="ml-2 text-base text-muted-foreground">Speaking</span>}
    </>
  )
}

function Interruption({ heardMs }: { heardMs: number | null }) {
  const after = heardMs === null ? '' : ` after ${(heardMs / 1_000).toFixed(1)} s`
  return (
    <p className="mt-0.5 flex items-center gap-1.5 text-xs text-muted-foreground">
      <Scissors aria-hidden className="size-3.5 shrink-0 text-danger" />
      Interrupted{after}. Struck words were not heard.
    </p>
  )
}
