import { cn } from '#components/ui/cn.ts'

/** Two jacks and the cord between them. */
export function BrandMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" fill="none" aria-hidden className={cn('size-6', className)}>
      <path
        d="M5.5 8.6v2.6c0 8 13 .6 13 6"
        strokeWidth="2"
        strokeLinecap="round"
        className="stroke-lamp"
      />
      <circle cx="5.5" cy="5.6" r="3" strokeWidth="2" className="stroke-current" />
      <circle cx="18.5" cy="18.4" r="3" strokeWidth="2" className="stroke-current" />
    </svg>
  )
}

/** The product's mark and name. */
export function Brand({ className }: { className?: string }) {
  return (
    <span className={cn('flex items-center gap-2.5', className)}>
      <BrandMark />
      <span className="text-lg font-semibold tracking-tight">Switchboard</span>
    </span>
  )
}
