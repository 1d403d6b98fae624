import { LoaderCircle } from 'lucide-react'
import { cn } from './cn.ts'

/** Says that work is under way. With a `label` it is announced; without, the words beside it must say so. */
export function Spinner({ label, className }: { label?: string; className?: string }) {
  return (
    <span role={label ? 'status' : undefined} className={cn('inline-flex size-4', className)}>
      <LoaderCircle aria-hidden className="size-full animate-spin" />
      {label && <span className="sr-only">{label}</span>}
    </span>
  )
}
