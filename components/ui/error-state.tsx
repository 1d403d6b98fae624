import type { ReactNode } from 'react'
import { CircleAlert, RotateCw } from 'lucide-react'
import { Button } from './button.tsx'
import { cn } from './cn.ts'

type ErrorStateProps = {
  title: string
  /** The cause, in plain words. */
  text: ReactNode
  /** What to do now. */
  advice?: ReactNode
  /** To be quoted when asking for help. */
  requestId?: string | undefined
  onRetry?: (() => void) | undefined
  retrying?: boolean
  className?: string
}

/** Something failed: the cause, what to do, an id to quote, and a way to try again. */
export function ErrorState(props: ErrorStateProps) {
  return (
    <div role="alert" className={cn('flex gap-3 p-4', props.className)}>
      <CircleAlert aria-hidden className="mt-0.5 size-5 shrink-0 text-danger" />
      <div className="grid min-w-0 gap-1 text-sm">
        <p className="text-base font-medium">{props.title}</p>
        <p className="text-pretty text-muted-foreground">{props.text}</p>
        {props.advice && <p className="text-pretty">{props.advice}</p>}
        {props.requestId && (
          <p className="text-xs text-muted-foreground">
            Request <code className="font-mono select-all">{props.requestId}</code>
          </p>
        )}
        {props.onRetry && (
          <div className="mt-2">
            <Button size="sm" pending={props.retrying ?? false} onClick={props.onRetry}>
              {!props.retrying && <RotateCw aria-hidden />} Try again
            </Button>
          </div>
        )}
      </div>
    </div>
  )
}
