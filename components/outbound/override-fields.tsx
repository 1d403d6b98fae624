'use client'

import { ChevronRight } from 'lucide-react'
import { Collapsible } from 'radix-ui'
import { voiceSchema } from '#contracts/agent.ts'
import { voices } from '#core/agent/voices.ts'
import { Field } from '#components/ui/field.tsx'
import { Select, SelectContent, SelectItem, SelectTrigger } from '#components/ui/select.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { summariseOverrides, type DialDraft } from './dial-draft.ts'

type OverrideFieldsProps = { draft: DialDraft; onChange(draft: DialDraft): void }

/** What differs from the agent for one call alone; folded away, as most calls need nothing of it. */
export function OverrideFields({ draft, onChange }: OverrideFieldsProps) {
  return (
    <Collapsible.Root className="rounded-md border">
      <Collapsible.Trigger className="group flex min-h-10 w-full items-center gap-2 rounded-md px-3 py-2 text-left hover:bg-accent">
        <ChevronRight
          aria-hidden
          className="size-4 shrink-0 text-muted-foreground transition-transform group-data-[state=open]:rotate-90"
        />
        <span className="text-sm font-medium">For this call only</span>
        <span className="ml-auto truncate text-xs text-muted-foreground">
          {summariseOverrides(draft) ?? 'as the agent says'}
        </span>
      </Collapsible.Trigger>
      <Collapsible.Content className="grid gap-3 px-3 pt-1 pb-3">
        <Field
          label="Instructions"
          hint="Used in place of the agent’s own, under the same strict switch."
        >
          <Textarea
            value={draft.instructions}
            maxLength={32_000}
            placeholder="Leave empty to use the agent’s own."
            className="max-h-60"
            onChange={(event) => onChange({ ...draft, instructions: event.target.value })}
          />
        </Field>
        <Field label="Voice">
          <Select
            value={draft.voice ?? AGENTS_OWN}
            onValueChange={(value) =>
              onChange({ ...draft, voice: voiceSchema.safeParse(value).data ?? null })
            }
          >
            <SelectTrigger />
            <SelectContent>
              <SelectItem value={AGENTS_OWN}>The agent’s own</SelectItem>
              {voices.map(({ id, recommended }) => (
                <SelectItem key={id} value={id} hint={recommended ? 'recommended' : undefined}>
                  {id.charAt(0).toUpperCase() + id.slice(1)}
                </SelectItem>
              ))}
            </SelectContent>
          </Select>
        </Field>
      </Collapsible.Content>
    </Collapsible.Root>
  )
}

const AGENTS_OWN = '(agent)'
