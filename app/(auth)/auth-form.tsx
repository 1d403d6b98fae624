'use client'

import type { ReactNode } from 'react'
import { Button } from '#components/ui/button.tsx'
import { FormProblem } from '#components/ui/form-problem.tsx'

type AuthFormProps = {
  /** The form's name to screen readers. */
  label: string
  onSubmit: () => Promise<void>
  submitLabel: string
  pending: boolean
  problem: string | undefined
  /** Other ways on, under the button. */
  footer?: ReactNode
  children: ReactNode
}

/** The form of a page before one is signed in: its fields, what is wrong, and the one button. */
export function AuthForm(props: AuthFormProps) {
  return (
    <form
      noValidate
      aria-label={props.label}
      onSubmit={(event) => {
        event.preventDefault()
        void props.onSubmit()
      }}
      className="grid gap-5"
    >
      {props.children}
      <FormProblem message={props.problem} />
      <Button type="submit" variant="primary" size="lg" pending={props.pending}>
        {props.submitLabel}
      </Button>
      {props.footer}
    </form>
  )
}
