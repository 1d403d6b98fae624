'use client'

import { CircleAlert, CircleCheck, Info } from 'lucide-react'
import { useTheme } from 'next-themes'
import { Toaster as SonnerToaster, type ToasterProps } from 'sonner'

/** Where toasts appear. Raise one by `toast` from sonner, or by `toastProblem`. */
export function Toaster() {
  const { resolvedTheme } = useTheme()
  const theme: NonNullable<ToasterProps['theme']> = resolvedTheme === 'dark' ? 'dark' : 'light'
  return (
    <SonnerToaster
      theme={theme}
      position="bottom-right"
      mobileOffset={{ bottom: 'calc(4.5rem + env(safe-area-inset-bottom))' }}
      icons={{
        success: <CircleCheck aria-hidden className="size-4 text-ok" />,
        error: <CircleAlert aria-hidden className="size-4 text-danger" />,
        info: <Info aria-hidden className="size-4 text-primary" />,
      }}
      toastOptions={{
        classNames: {
          toast:
            'rounded-lg! border! border-border! bg-popover! text-foreground! shadow-overlay! font-sans!',
          title: 'text-sm! font-medium!',
          description: 'text-xs! text-muted-foreground!',
          actionButton: 'bg-primary! text-primary-foreground!',
        },
      }}
    />
  )
}
