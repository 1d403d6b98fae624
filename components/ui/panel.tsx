import type { ComponentProps, ReactNode } from 'react'
import { cn } from './cn.ts'

type PanelProps = Omit<ComponentProps<'section'>, 'title'> & {
  title: ReactNode
  /** Id of the heading, so that the section is named by it. */
  headingId: string
  /** Beside the title: a count, a state. */
  aside?: ReactNode
  /** Buttons at the right end of the head. */
  actions?: ReactNode
  /** Puts no padding around the content: for lists that run to the edges. */
  flush?: boolean
}

/** A part of a page with a heading: one surface, hairlines inside. */
export function Panel({
  title,
  headingId,
  aside,
  actions,
  flush,
  className,
  children,
  ...props
}: PanelProps) {
  return (
    <section
      aria-labelledby={headingId}
      {...props}
      className={cn('flex min-w-0 flex-col rounded-lg border bg-card', className)}
    >
      <header className="flex min-h-12 items-center gap-3 border-b px-4 py-2">
        <h2 id={headingId} className="text-base font-semibold">
          {title}
        </h2>
        {aside && <div className="min-w-0 text-sm text-muted-foreground">{aside}</div>}
        {actions && <div className="ml-auto flex items-center gap-2">{actions}</div>}
      </header>
      <div className={cn('min-h-0 flex-1', !flush && 'p-4')}>{children}</div>
    </section>
  )
}
