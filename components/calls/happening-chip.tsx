import {
  ArrowLeftRight,
  Check,
  CirclePause,
  Grip,
  LoaderCircle,
  RefreshCw,
  TriangleAlert,
} from 'lucide-react'
import { cn } from '#components/ui/cn.ts'
import { describeHappening, type HappeningWords } from './happening-words.ts'
import type { Happening } from './happenings.ts'
import { StartTime } from './start-time.tsx'

type HappeningChipProps = { happening: Happening; isUp: boolean }

/** What befell a call, between its lines: when, what, and how it went on. */
export function HappeningChip({ happening, isUp }: HappeningChipProps) {
  const { text, tone, code } = describeHappening(happening, isUp)
  return (
    <div className="grid grid-cols-[2.75rem_minmax(0,1fr)] items-center gap-x-3 pt-4 first:pt-1">
      <StartTime startMs={happening.began.atMs} />
      <p
        className={cn(
          'flex min-h-6 max-w-full items-center gap-1.5 justify-self-start rounded-sm px-2 py-0.5 text-xs',
          chipTones[tone],
        )}
      >
        <ChipIcon kind={happening.kind} tone={tone} />
        <span className="min-w-0 text-pretty">
          {text}
          {code !== null && <span> (code {code})</span>}
        </span>
      </p>
    </div>
  )
}

const chipTones: Record<HappeningWords['tone'], string> = {
  plain: 'bg-muted text-muted-foreground',
  ok: 'bg-muted text-foreground',
  busy: 'bg-lamp-soft text-lamp-text',
  bad: 'bg-danger-soft text-danger',
}

type ChipIconProps = { kind: Happening['kind']; tone: HappeningWords['tone'] }

function ChipIcon({ kind, tone }: ChipIconProps) {
  const look = {
    'aria-hidden': true,
    className: cn('size-3.5 shrink-0', tone === 'ok' && 'text-ok'),
  }
  if (kind === 'keysPressed') return <Grip {...look} />
  if (kind === 'paused') return <CirclePause {...look} />
  if (kind === 'renewed') return <RefreshCw {...look} />
  if (tone === 'busy')
    return <LoaderCircle {...look} className={cn(look.className, 'animate-spin')} />
  if (tone === 'bad') return <TriangleAlert {...look} />
  return kind === 'modelLost' ? <Check {...look} /> : <ArrowLeftRight {...look} />
}
