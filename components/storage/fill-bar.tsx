import { CircleAlert, TriangleAlert } from 'lucide-react'
import { cn } from '#components/ui/cn.ts'
import type { Fill } from './storage-words.ts'

/** How much of the quota is used, as a bar and in words. */
export function FillBar({ fill }: { fill: Fill }) {
  const Icon = icons[fill.state]
  return (
    <div className="grid gap-2">
      <div
        role="meter"
        aria-label="Used of the quota"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(fill.share * 100)}
        aria-valuetext={fill.words}
        className="h-2 overflow-hidden rounded-full bg-muted"
      >
        <div
          className={cn('h-full', barTones[fill.state])}
          style={{ width: `${fill.share * 100}%` }}
        />
      </div>
      {Icon !== null && (
        <p className={cn('flex items-start gap-1.5 text-sm text-pretty', wordTones[fill.state])}>
          <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
          {fill.warning}
        </p>
      )}
    </div>
  )
}

const icons = { fine: null, near: TriangleAlert, over: CircleAlert } as const
const barTones = { fine: 'bg-primary', near: 'bg-lamp', over: 'bg-danger-solid' } as const
const wordTones = { fine: '', near: 'text-lamp-text', over: 'text-danger' } as const
