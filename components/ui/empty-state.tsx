import type { ReactNode } from 'react'
import type { LucideIcon } from 'lucide-react'
import { cn } from './cn.ts'

type EmptyStateProps = {
  icon?: LucideIcon
  title: string
  /** One sentence: what will stand here. */
  text?: ReactNode
  /** The one next step: a button or a link. */
  action?: ReactNode
  className?: string
}

/** Nothing is here yet, and what to do about it. */
export function EmptyState({ icon: Icon, title, text, action, className }: EmptyStateProps) {
  return (
    <div className={cn('flex flex-col items-center px-6 py-12 text-center', className)}>
      {Icon && <Icon aria-hidden className="mb-3 size-6 text-muted-foreground" strokeWidth={1.5} />}
      <p className="text-base font-medium">{title}</p>
      {text && (
        <p className="mt-1 max-w-[44ch] text-sm text-pretty text-muted-foreground">{text}</p>
      )}
      {action && <div className="mt-4">{action}</div>}
    </div>
  )
}
