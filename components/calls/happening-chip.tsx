import {
  ArrowLeftRight,
  Check,
  Grip,
  LoaderCircle,
  RefreshCw,
  TriangleAlert,
  type LucideIcon,
} from 'lucide-react'
import { cn } from '#components/ui/cn.ts'
import { describeHappening, type HappeningWords } from './happening-words.ts'
import type { Happening } from './happenings.ts'
import { StartTime } from './start-time.tsx'

type HappeningChipProps = { happening: Happening; isUp: boolean }

/** What befell a call, between its lines: when, what, and how it went on. */
export function HappeningChip({ happening, isUp }: HappeningChipProps) {
  const { text, tone, code } = describeHappening(happening, isUp)
  const Icon = iconOf(happening, tone)
  return (
    <div className="grid grid-cols-[2.75rem_minmax(0,1fr)] items-center gap-x-3 pt-4 first:pt-1">
      <StartTime startMs={happening.began.atMs} />
      <p
        className={cn(
          'flex min-h-6 max-w-full items-center gap-1.5 justify-self-start rounded-sm px-2 py-0.5 text-xs',
          chipTones[tone],
        )}
      >
        <Icon
          aria-hidden
          className={cn('size-3.5 shrink-0', iconTones[tone], tone === 'busy' && 'animate-spin')}
        />
        <span className="min-w-0 text-pretty">
          {text}
          {code !== null && <span className="opacity-80"> (code {code})</span>}
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

const iconTones: Record<HappeningWords['tone'], string> = {
  plain: '',
  ok: 'text-ok',
  busy: '',
  bad: '',
}

function iconOf({ kind }: Happening, tone: HappeningWords['tone']): LucideIcon {
  if (kind === 'keysPressed') return Grip
  if (kind === 'renewed') return RefreshCw
  if (tone === 'busy') return LoaderCircle
  if (tone === 'bad') return TriangleAlert
  return kind === 'modelLost' ? Check : ArrowLeftRight
}
