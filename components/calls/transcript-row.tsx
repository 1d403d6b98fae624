import { memo, type MouseEvent } from 'react'
import { CircleAlert, CirclePause, Scissors } from 'lucide-react'
import type { TranscriptLine } from '#contracts/transcript.ts'
import type { Turn } from '#contracts/turn.ts'
import { cn } from '#components/ui/cn.ts'
import { LatencyBar } from './latency-bar.tsx'
import { splitHeard } from '#core/transcript/split-heard.ts'
import { PlayFrom } from './play-from.tsx'
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
  /** Being spoken at the place that is listened to. */
  isSpoken?: boolean
  /** Tab stops at this line's time; up and down lead to the others. */
  isEntry?: boolean
  /** Plays from a place on the call's clock; undefined: there is nothing to play. */
  onPlay?: ((callMs: number) => void) | undefined
}

/** One line of a transcript: when, who, what, what of it was heard, and how long it was waited for. */
export const TranscriptRow = memo(function TranscriptRow(props: TranscriptRowProps) {
  const { line, continues, turn, isLastTurn, isSpoken = false, isEntry = false, onPlay } = props
  const { startMs } = line
  const playFrom = onPlay && startMs !== null ? () => onPlay(startMs) : undefined
  return (
    // The button at its beginning does the same for the keyboard.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
    <div
      data-spoken={isSpoken || undefined}
      aria-current={isSpoken || undefined}
      onClick={playFrom && ((event) => isMeant(event) && playFrom())}
      className={cn(
        'group/line -mx-2 grid scroll-my-4 grid-cols-[2.75rem_minmax(0,1fr)] gap-x-3 rounded-md px-2 py-0.5',
        continues ? 'mt-0.5' : 'mt-4 first:mt-0',
        playFrom && 'cursor-pointer hover:bg-accent/60',
        isSpoken && 'bg-primary-soft hover:bg-primary-soft',
      )}
    >
      {playFrom && startMs !== null ? (
        <PlayFrom startMs={startMs} isEntry={isEntry} />
      ) : (
        <StartTime startMs={startMs} />
      )}
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

/** A click on a line, and not the end of marking its words, nor one on something of its own inside it. */
function isMeant(event: MouseEvent<HTMLElement>): boolean {
  const target = event.target instanceof Element ? event.target : null
  const control = target?.closest('button, a') ?? null
  if (control !== null) return control.hasAttribute('data-play-from')
  return window.getSelection()?.isCollapsed !== false
}

const laneOf = {
  caller: 'border-foreground/55 mr-6 sm:mr-16',
  agent: 'border-primary ml-6 sm:ml-16',
} as const

function LineText({ line }: { line: TranscriptLine }) {
  if (line.withheld) {
    return (
      <p className="my-0.5 flex items-center gap-1.5 rounded-sm px-2 py-1 text-sm hatched">
        <span className="flex items-center gap-1.5 rounded-sm bg-card px-1.5 text-muted-foreground">
          <CirclePause aria-hidden className="size-3.5" /> Not kept: recording was paused
        </span>
      </p>
    )
  }
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
