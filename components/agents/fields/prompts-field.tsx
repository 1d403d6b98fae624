'use client'

import { Plus, X } from 'lucide-react'
import { useRef } from 'react'
import { useFieldArray } from 'react-hook-form'
import { Button } from '#components/ui/button.tsx'
import { Field, useFieldsLocked } from '#components/ui/field.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { useAgentForm } from './use-agent-form.ts'

const PROMPTS_MAX = 5

/** What a silent caller is asked, one prompt after the other. */
export function PromptsField() {
  const { control, register, formState } = useAgentForm()
  const { fields: prompts, append, remove } = useFieldArray({ control, name: 'noInput.prompts' })
  const isLocked = useFieldsLocked()
  const addButton = useRef<HTMLButtonElement>(null)
  const removeAt = (at: number) => {
    remove(at)
    // What had the focus is gone, and this is what stands nearest.
    addButton.current?.focus()
  }
  return (
    <div role="group" aria-label="Prompts" className="grid gap-3">
      {prompts.map(({ id }, at) => (
        <Field
          key={id}
          label={`Prompt ${at + 1}`}
          error={formState.errors.noInput?.prompts?.[at]?.message}
          aside={!isLocked && <RemoveButton number={at + 1} onClick={() => removeAt(at)} />}
        >
          <Textarea {...register(`noInput.prompts.${at}.text`)} className="min-h-9" />
        </Field>
      ))}
      {!isLocked && (
        <div className="flex items-center gap-3">
          <Button
            ref={addButton}
            size="sm"
            aria-disabled={prompts.length >= PROMPTS_MAX}
            onClick={() => prompts.length < PROMPTS_MAX && append({ text: '' })}
          >
            <Plus aria-hidden /> Add a prompt
          </Button>
          <p className="text-xs text-muted-foreground">{note(prompts.length)}</p>
        </div>
      )}
    </div>
  )
}

function note(count: number): string {
  if (count === 0) return 'Without one, the farewell comes first.'
  return count >= PROMPTS_MAX ? 'Five is the most.' : ''
}

function RemoveButton({ number, onClick }: { number: number; onClick(): void }) {
  return (
    <Button
      variant="ghost"
      size="iconSm"
      className="-my-2 -mr-1.5 translate-y-0.5 text-muted-foreground"
      aria-label={`Remove prompt ${number}`}
      onClick={onClick}
    >
      <X aria-hidden />
    </Button>
  )
}
