'use client'

import type { ComponentProps } from 'react'
import { cn } from './cn.ts'
import { controlStyle } from './control-style.ts'
import { useFieldControl } from './field.tsx'

/** One line of text. Inside a `Field` it is labelled by it. */
export function Input({ className, ...props }: ComponentProps<'input'>) {
  const { 'aria-labelledby': _, ...control } = useFieldControl()
  return (
    <input
      {...control}
      {...props}
      className={cn(controlStyle, 'h-9 pointer-coarse:h-11', className)}
    />
  )
}
