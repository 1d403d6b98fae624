'use client'

import { useWatch } from 'react-hook-form'
import { renderInstructions } from '#core/agent/instructions.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogContent, DialogTrigger } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { ScrollArea } from '#components/ui/scroll-area.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { SwitchField } from './switch-field.tsx'
import { useAgentForm } from './use-agent-form.ts'

const LENGTH_MAX = 32_000

/** What the agent is to do, in the operator's words, and whether those words are law. */
export function InstructionsField() {
  const { register, control, formState } = useAgentForm()
  const instructions = useWatch({ control, name: 'instructions' })
  const strict = useWatch({ control, name: 'strict' })
  return (
    <div className="grid gap-3">
      <Field
        label="Instructions"
        aside={`${instructions.length.toLocaleString('en-GB')} of ${LENGTH_MAX.toLocaleString('en-GB')}`}
        error={formState.errors.instructions?.message}
      >
        <Textarea
          {...register('instructions')}
          placeholder="Who the agent is, what it finds out, what it may promise, and how it ends the call."
          className="max-h-96 min-h-36"
        />
      </Field>
      <SwitchField
        name="strict"
        label="Strict"
        hint={
          strict
            ? 'Your words are law: nothing a caller says changes them, and nothing is added.'
            : 'Your words are sent as they are; a caller may talk the agent out of them.'
        }
      />
      <Preview text={renderInstructions({ instructions, strict })} />
    </div>
  )
}

function Preview({ text }: { text: string }) {
  return (
    <Dialog>
      <DialogTrigger asChild>
        <Button variant="link" size="sm" className="justify-self-start">
          See what the model gets
        </Button>
      </DialogTrigger>
      <DialogContent
        title="What the model gets"
        description="The instructions exactly as they are sent, unsaved changes included."
        className="sm:max-w-2xl"
      >
        <ScrollArea label="Instructions as sent" className="max-h-[60dvh] rounded-md bg-muted p-3">
          <pre className="font-mono text-xs leading-5 whitespace-pre-wrap">
            {text || 'Nothing: without instructions the model follows its own habits.'}
          </pre>
        </ScrollArea>
      </DialogContent>
    </Dialog>
  )
}
