import { CircleAlert, TriangleAlert } from 'lucide-react'
import { cn } from '#components/ui/cn.ts'
import type { Meter } from './meters.ts'

/** How much of a limit is used, as a bar and in words. */
export function LimitMeter({ meter }: { meter: Meter }) {
  const Icon = icons[meter.state]
  return (
    <li className="grid content-start gap-2 p-4">
      <p className="label-quiet">{meter.label}</p>
      <p className="text-lg font-semibold tracking-tight">{meter.words}</p>
      <div
        role="meter"
        aria-label={meter.label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(meter.share * 100)}
        aria-valuetext={meter.words}
        className="flex h-1.5 gap-px overflow-hidden rounded-full bg-muted"
      >
        <div
          className={barTones[meter.state]}
          style={{ width: percent(meter.share - meter.heldShare) }}
        />
        <div
          className={cn(barTones[meter.state], 'opacity-50')}
          style={{ width: percent(meter.heldShare) }}
        />
      </div>
      {meter.heldWords && <p className="text-xs text-muted-foreground">{meter.heldWords}</p>}
      {Icon !== null && (
        <p className={cn('flex items-start gap-1.5 text-xs', wordTones[meter.state])}>
          <Icon aria-hidden className="mt-px size-3.5 shrink-0" />
          {meter.meaning}
        </p>
      )}
    </li>
  )
}

const percent = (share: number) => `${share * 100}%`

const icons = { free: null, near: TriangleAlert, reached: CircleAlert } as const
const barTones = { free: 'bg-primary', near: 'bg-lamp', reached: 'bg-danger-solid' } as const
const wordTones = { free: '', near: 'text-lamp-text', reached: 'text-danger' } as const
