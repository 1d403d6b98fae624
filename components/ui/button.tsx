import type { ComponentProps } from 'react'
import { cva, type VariantProps } from 'class-variance-authority'
import { Slot } from 'radix-ui'
import { cn } from './cn.ts'
import { Spinner } from './spinner.tsx'

type ButtonProps = ComponentProps<'button'> &
  VariantProps<typeof buttonStyle> & {
    /** Renders the child (a link, say) with the button's looks. */
    asChild?: boolean
    /** Work is under way: shows a spinner and takes no further clicks, but keeps the focus. */
    pending?: boolean
  }

/** A button. `type` is `button` unless said otherwise, so that it never submits by accident. */
export function Button({ variant, size, asChild, pending, className, ...props }: ButtonProps) {
  const look = cn(buttonStyle({ variant, size }), className)
  if (asChild) return <Slot.Root className={look} {...props} />
  return (
    <button
      type="button"
      {...props}
      className={look}
      aria-disabled={pending || props['aria-disabled']}
      onClick={pending ? (event) => event.preventDefault() : props.onClick}
    >
      {pending && <Spinner />}
      {props.children}
    </button>
  )
}

/** The looks of a button, for things that are not buttons. */
export const buttonStyle = cva(
  [
    'inline-flex shrink-0 items-center justify-center gap-2 rounded-md font-medium whitespace-nowrap select-none',
    'transition-colors duration-100',
    'disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:cursor-default aria-disabled:opacity-70',
    '[&_svg]:pointer-events-none [&_svg]:shrink-0',
  ],
  {
    variants: {
      variant: {
        primary: 'bg-primary text-primary-foreground hover:bg-primary-hover',
        secondary: 'border border-input bg-card text-foreground hover:bg-accent',
        ghost: 'text-foreground hover:bg-accent',
        danger: 'bg-danger-solid text-white hover:bg-danger-solid/90',
        dangerQuiet:
          'border border-input bg-card text-danger hover:border-danger hover:bg-danger-soft',
        link: 'h-auto! px-0! text-primary underline decoration-primary/40 underline-offset-4 hover:decoration-primary',
      },
      size: {
        sm: "h-7 px-2.5 text-sm pointer-coarse:h-10 [&_svg:not([class*='size-'])]:size-3.5",
        md: "h-9 px-3.5 text-base pointer-coarse:h-11 [&_svg:not([class*='size-'])]:size-4",
        lg: "h-11 px-5 text-lg [&_svg:not([class*='size-'])]:size-4.5",
        icon: "size-9 pointer-coarse:size-11 [&_svg:not([class*='size-'])]:size-4",
        iconSm: "size-7 pointer-coarse:size-10 [&_svg:not([class*='size-'])]:size-3.5",
      },
    },
    defaultVariants: { variant: 'secondary', size: 'md' },
  },
)
