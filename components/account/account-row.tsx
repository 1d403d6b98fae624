import type { ReactNode } from 'react'

type AccountRowProps = { title: string; state?: ReactNode; text: string; action: ReactNode }

/** One part of the sign-in: how it stands, what it is for, and the button that changes it. */
export function AccountRow({ title, state, text, action }: AccountRowProps) {
  return (
    <div className="flex items-center gap-4 border-b border-border/60 px-4 py-3.5 last:border-b-0">
      <div className="min-w-0 flex-1">
        <h3 className="flex items-center gap-2 text-base font-medium">
          {title} {state}
        </h3>
        <p className="text-xs text-pretty text-muted-foreground">{text}</p>
      </div>
      {action}
    </div>
  )
}
