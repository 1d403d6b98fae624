import { cn } from './cn.ts'

/** The shape of something that is being loaded. Give it the size of the thing. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={cn('h-4 animate-pulse rounded-sm bg-muted', className)} />
}
