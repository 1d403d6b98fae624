'use client'

import type { ComponentProps } from 'react'
import { Slider as SliderPrimitive } from 'radix-ui'
import { cn } from './cn.ts'
import { useFieldControl } from './field.tsx'

type SliderProps = ComponentProps<typeof SliderPrimitive.Root> & {
  /** What the value means in words, for screen readers: "0.8 times normal speed". */
  valueText?: string
}

/** A number within a range, dragged or moved by the arrow keys. */
export function Slider({ className, valueText, ...props }: SliderProps) {
  const { id, 'aria-invalid': _, ...control } = useFieldControl()
  const { 'aria-label': label, ...rest } = props
  return (
    <SliderPrimitive.Root
      id={id}
      {...(control.disabled ? { disabled: true } : {})}
      {...rest}
      className={cn('relative flex h-6 w-full touch-none items-center select-none', className)}
    >
      <SliderPrimitive.Track className="relative h-1 grow rounded-full bg-input/40">
        <SliderPrimitive.Range className="absolute h-full rounded-full bg-primary data-disabled:bg-input" />
      </SliderPrimitive.Track>
      <SliderPrimitive.Thumb
        aria-label={label}
        aria-labelledby={label ? undefined : control['aria-labelledby']}
        aria-describedby={control['aria-describedby']}
        aria-valuetext={valueText}
        className="block size-4.5 rounded-full border-2 border-primary bg-card transition-colors hover:bg-primary-soft data-disabled:border-input"
      />
    </SliderPrimitive.Root>
  )
}
