import type { ComponentProps } from 'react'
import { cva, type VariantProps } from 'class-variance-authority'
import { cn } from './cn.ts'

/** A word or two of state. The tone only supports the words (and an icon): it never stands alone. */
export function Badge({
  tone,
  className,
  ...props
}: ComponentProps<'span'> & VariantProps<typeof badgeStyle>) {
  return <span {...props} className={cn(badgeStyle({ tone }), className)} />
}

const badgeStyle = cva(
  'inline-flex h-5.5 shrink-0 items-center gap-1 rounded-sm px-1.5 text-xs font-medium whitespace-nowrap [&_svg]:size-3.5 [&_svg]:shrink-0',
  {
    variants: {
      tone: {
        neutral: 'bg-muted text-muted-foreground',
        primary: 'bg-primary-soft text-primary',
        lamp: 'bg-lamp-soft text-lamp-text',
        ok: 'bg-ok-soft text-ok',
        danger: 'bg-danger-soft text-danger',
        outline: 'border text-muted-foreground',
      },
    },
    defaultVariants: { tone: 'neutral' },
  },
)
