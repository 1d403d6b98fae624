'use client'

import { useState } from 'react'
import { callFilterSchema } from '#contracts/call-list.ts'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { focusAtOnce } from '#components/ui/focus-at-once.ts'
import { Input } from '#components/ui/input.tsx'
import type { EditorProps } from './editor-props.ts'

/** Words or a number, typed. What the server would not take says why. */
export function TextEditor({ name, view, onSet }: EditorProps & { name: 'text' | 'number' }) {
  const [typed, setTyped] = useState(view[name])
  const [problem, setProblem] = useState<string | undefined>()
  const { label, hint } = words[name]
  return (
    <form
      aria-label={label}
      noValidate
      className="grid gap-3 p-3"
      onSubmit={(event) => {
        event.preventDefault()
        const read = callFilterSchema.shape[name].safeParse(typed)
        if (read.success) onSet({ [name]: typed.trim() })
        else setProblem(read.error.issues.at(-1)?.message)
      }}
    >
      <Field label={label} hint={hint} error={problem}>
        <Input
          ref={focusAtOnce}
          dir="auto"
          maxLength={name === 'text' ? 200 : 33}
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value)
            setProblem(undefined)
          }}
        />
      </Field>
      <Button type="submit" size="sm" className="justify-self-end">
        Show these calls
      </Button>
    </form>
  )
}

const words = {
  text: {
    label: 'Words said',
    hint: 'By either side, all in one line. The last word may go on; capitals and accents do not matter.',
  },
  number: {
    label: 'Number of the other side',
    hint: 'All of it, or how it begins (+44 20) or ends (0958).',
  },
}
