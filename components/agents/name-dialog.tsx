'use client'

import { useState, type SubmitEvent } from 'react'
import { agentNameSchema } from '#contracts/agent.ts'
import { ProblemError, problemOf } from '#components/api/problem-error.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogContent, DialogFooter } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'

type NameDialogProps = {
  title: string
  description: string
  confirmLabel: string
  initialName: string
  /** Rejects with a `ProblemError` when the name is taken; the dialog then stays and says so. */
  onConfirm(name: string): Promise<void>
  onClose(): void
}

/** Asks for an agent's name: for a new one, a copy, or another name. */
export function NameDialog(props: NameDialogProps) {
  const [name, setName] = useState(props.initialName)
  const [problem, setProblem] = useState<string>()
  const [pending, setPending] = useState(false)
  async function submit() {
    const parsed = agentNameSchema.safeParse(name)
    if (!parsed.success) return setProblem(parsed.error.issues[0]?.message)
    setPending(true)
    try {
      await props.onConfirm(parsed.data)
      props.onClose()
    } catch (error) {
      setProblem(describe(error))
      setPending(false)
    }
  }
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault()
    void submit()
  }
  return (
    <Dialog open onOpenChange={(open) => !open && props.onClose()}>
      <DialogContent title={props.title} description={props.description}>
        <form onSubmit={onSubmit} className="grid gap-4" noValidate>
          <Field label="Name" error={problem}>
            <Input
              value={name}
              maxLength={80}
              autoComplete="off"
              onChange={(event) => setName(event.target.value)}
            />
          </Field>
          <DialogFooter>
            <Button onClick={props.onClose}>Cancel</Button>
            <Button type="submit" variant="primary" pending={pending}>
              {props.confirmLabel}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  )
}

function describe(error: unknown): string {
  if (error instanceof ProblemError && error.code === 'agent-name-taken')
    return 'Another agent has this name. Choose another one.'
  const problem = problemOf(error)
  return problem.requestId ? `${problem.detail} Request ${problem.requestId}.` : problem.detail
}
