'use client'

import { useState } from 'react'
import type { ApiKey, NewApiKey } from '#contracts/api-key.ts'
import { toastProblem } from '#components/api/toast-problem.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogContent, DialogFooter } from '#components/ui/dialog.tsx'
import { Label } from '#components/ui/label.tsx'
import { RadioGroup, RadioItem } from '#components/ui/radio-group.tsx'
import { useRotateKey } from './use-key-acts.ts'

type RotateKeyDialogProps = {
  apiKey: ApiKey
  onRotated(made: NewApiKey): void
  onClose(): void
}

/** Replaces a key: says what becomes of the old one, and asks how long it goes on working. */
export function RotateKeyDialog({ apiKey, onRotated, onClose }: RotateKeyDialogProps) {
  const [hours, setHours] = useState('24')
  const rotate = useRotateKey(apiKey.id)
  async function submit() {
    try {
      onRotated(await rotate.mutateAsync({ graceHours: Number(hours) }))
    } catch (error) {
      toastProblem(error)
    }
  }
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={`Rotate ${apiKey.name}?`}
        description="A new key with the same name, scopes and rate is made, and its secret shown once. Put it into your program while the old one still works."
      >
        <div className="grid gap-2.5">
          <Label id="grace">
            The old key, <code className="font-mono">{apiKey.prefix}…</code>, stops
          </Label>
          <RadioGroup aria-labelledby="grace" value={hours} onValueChange={setHours}>
            {graces.map(({ value, label, hint }) => (
              <RadioItem key={value} value={value} hint={hint}>
                {label}
              </RadioItem>
            ))}
          </RadioGroup>
        </div>
        <DialogFooter>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" pending={rotate.isPending} onClick={() => void submit()}>
            Rotate key
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  )
}

const graces = [
  {
    value: '0',
    label: 'At once',
    hint: 'When it has leaked. Your program stops until it has the new one.',
  },
  { value: '1', label: 'In an hour', hint: undefined },
  { value: '24', label: 'In a day', hint: undefined },
  { value: '168', label: 'In a week', hint: 'When somebody else has to change it over.' },
] as const
