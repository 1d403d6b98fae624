import type { Turn } from '#contracts/turn.ts'
import { cn } from '#components/ui/cn.ts'
import { partTones } from './latency-tones.ts'
import { formatMs, latencyParts, partsOf } from './turn-latency.ts'

/** A turn's wait, part by part in words; in full also from when it counts and what it consumed. */
export function LatencyParts({ turn, isFull = false }: { turn: Turn; isFull?: boolean }) {
  const known = new Map(partsOf(turn).map(({ id, ms }) => [id, ms]))
  return (
    <>
      {isFull && <p className="mb-1 text-muted-foreground">{sinceWords[turn.cause]}</p>}
      <ul className="grid gap-0.5">
        {latencyParts.map(({ id, words }) => {
          const ms = known.get(id)
          if (ms === undefined) return null
          return (
            <li key={id} className="flex items-baseline gap-2">
              <span
                aria-hidden
                className={cn('size-2 shrink-0 rounded-xs ring-1 ring-current/40', partTones[id])}
              />
              <span className="min-w-0 flex-1">{words}</span>
              <span className="shrink-0 pl-2 text-right">{formatMs(ms)}</span>
            </li>
          )
        })}
      </ul>
      {isFull && (
        <p className="mt-1 text-muted-foreground">
          {turn.inputTokens.toLocaleString('en-GB')} tokens in,{' '}
          {turn.outputTokens.toLocaleString('en-GB')} out
        </p>
      )}
    </>
  )
}

const sinceWords: Record<Turn['cause'], string> = {
  caller: 'Since the caller fell silent',
  request: 'Since the agent was asked to speak',
}
