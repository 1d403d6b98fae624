import type { ReactNode } from 'react'

type PageHeaderProps = {
  title: ReactNode
  /** One quiet line under the title. */
  text?: ReactNode
  /** Buttons and filters at the right end. */
  actions?: ReactNode
}

/** The head of a page: its name, and what can be done with all of it. */
export function PageHeader({ title, text, actions }: PageHeaderProps) {
  return (
    <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3 px-4 pt-6 pb-4 md:px-6">
      <div className="min-w-0">
        <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
        {text && <p className="text-sm text-muted-foreground">{text}</p>}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2 max-sm:w-full">{actions}</div>}
    </div>
  )
}
