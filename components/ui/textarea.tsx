'use client'

import type { ComponentProps } from 'react'
import { cn } from './cn.ts'
import { controlStyle } from './control-style.ts'
import { useFieldControl } from './field.tsx'

/** Several lines of text; grows with what is typed. Inside a `Field` it is labelled by it. */
export function Textarea({ className, ...props }: ComponentProps<'textarea'>) {
  const { 'aria-labelledby': _, ...control } = useFieldControl()
  return (
    <textarea
      {...control}
      {...props}
      className={cn(controlStyle, 'field-sizing-content min-h-20 py-2 leading-5.5', className)}
    />
  )
}
