'use client'

import { createContext, useContext, useId, useMemo, type ReactNode } from 'react'
import { CircleAlert } from 'lucide-react'
import { cn } from './cn.ts'
import { Label } from './label.tsx'

type FieldProps = {
  label: ReactNode
  /** One line on what the setting does. */
  hint?: ReactNode
  /** What is wrong, in plain words; marks the control as invalid. */
  error?: string | undefined
  /** Why the control cannot be used. Shown in place of the hint, and the control is disabled. */
  disabledReason?: string | undefined
  /** Stands at the right end of the label's line: a value, a counter. */
  aside?: ReactNode
  /** `row` puts the control at the right of its label: for switches. */
  layout?: 'stack' | 'row'
  className?: string
  children: ReactNode
}

/** A control with its label, hint and error. The kit's controls inside find their ids by themselves. */
export function Field(props: FieldProps) {
  const id = useId()
  const note = props.disabledReason ?? props.hint
  const describedBy = noteIds(id, Boolean(note), Boolean(props.error))
  const isInvalid = Boolean(props.error)
  const areLocked = useFieldsLocked()
  const isDisabled = Boolean(props.disabledReason) || areLocked
  const control = useMemo<FieldControl>(
    () => ({
      id,
      'aria-labelledby': `${id}-label`,
      'aria-describedby': describedBy,
      'aria-invalid': isInvalid ? true : undefined,
      disabled: isDisabled ? true : undefined,
    }),
    [id, describedBy, isInvalid, isDisabled],
  )
  return (
    <FieldContext value={control}>
      <div className={cn('grid gap-1.5', props.className)}>
        <div
          className={cn(
            'grid gap-1.5',
            props.layout === 'row' && 'grid-cols-[1fr_auto] items-center gap-4',
          )}
        >
          <div className="flex items-baseline justify-between gap-3">
            <Label id={`${id}-label`} htmlFor={id}>
              {props.label}
            </Label>
            {props.aside && <span className="text-xs text-muted-foreground">{props.aside}</span>}
          </div>
          {props.children}
        </div>
        {note && (
          <p id={`${id}-hint`} className="text-xs text-pretty text-muted-foreground">
            {note}
          </p>
        )}
        {props.error && <FieldError id={`${id}-error`} message={props.error} />}
      </div>
    </FieldContext>
  )
}

type FieldControl = {
  id?: string | undefined
  'aria-labelledby'?: string | undefined
  'aria-describedby'?: string | undefined
  'aria-invalid'?: true | undefined
  disabled?: true | undefined
}

const FieldContext = createContext<FieldControl>({})

/** True disables every `Field` inside: for whoever may read a form and not change it. Say why beside it. */
export const FieldsLocked = createContext(false)

/** Whether the fields here may only be read, for controls that stand outside of a `Field`. */
export function useFieldsLocked(): boolean {
  return useContext(FieldsLocked)
}

/** What the surrounding `Field` gives to its control: id, names, validity. Empty outside of one. */
export function useFieldControl(): FieldControl {
  return useContext(FieldContext)
}

/** An error under a control: icon and words, announced when it appears. */
export function FieldError({ id, message }: { id?: string; message: string }) {
  return (
    <p id={id} role="alert" className="flex items-start gap-1.5 text-xs font-medium text-danger">
      <CircleAlert aria-hidden className="mt-px size-3.5 shrink-0" />
      {message}
    </p>
  )
}

function noteIds(id: string, hasHint: boolean, hasError: boolean) {
  const ids = [hasHint ? `${id}-hint` : '', hasError ? `${id}-error` : ''].filter(Boolean)
  return ids.length > 0 ? ids.join(' ') : undefined
}
