'use client'

import { useQuery } from '@tanstack/react-query'
import type { KeepingSettings } from '#contracts/keeping.ts'
import { agentsQuery } from '#components/agents/queries.ts'
import { UnsavedGuard } from '#components/agents/unsaved-guard.tsx'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { Switch } from '#components/ui/switch.tsx'
import { AgentsRetention } from './agents-retention.tsx'
import { keepingLabels } from './keeping-changes.ts'
import { QuotaField } from './quota-field.tsx'
import { RetentionFields } from './retention-fields.tsx'
import { ShorterDialog } from './shorter-dialog.tsx'
import { useKeepingForm } from './use-keeping-form.ts'

/** The settings of keeping as an owner changes them. */
export function KeepingForm({ settings }: { settings: KeepingSettings }) {
  const form = useKeepingForm(settings)
  const { data: agents = [] } = useQuery(agentsQuery)
  const { edited, change, changed } = form
  return (
    <form
      noValidate
      aria-label="Keeping"
      className="grid grid-cols-[minmax(0,1fr)] gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (changed.length > 0 && form.canSave) form.save()
      }}
    >
      <Panel title="How long" headingId="keeping-times" aside="Days count from the end of a call">
        <div className="grid gap-6">
          <RetentionFields
            retention={edited.retention}
            withHints
            onChange={(retention) => change({ retention })}
          />
          <div className="border-t pt-4">
            <AgentsRetention settings={edited} onChange={(own) => change({ agents: own })} />
          </div>
        </div>
      </Panel>
      <Panel title="Where" headingId="keeping-where" flush>
        <div className="grid items-start gap-6 p-4 lg:grid-cols-2 lg:gap-10">
          <Field
            label="Delete the carrier’s copy"
            layout="row"
            hint="As soon as ours is checked to be whole. Recordings that the relay made have no such copy."
          >
            <Switch
              checked={edited.deletesAtCarrier}
              onCheckedChange={(deletesAtCarrier) => change({ deletesAtCarrier })}
            />
          </Field>
          <QuotaField
            quotaBytes={edited.quotaBytes}
            onChange={(quotaBytes) => change({ quotaBytes })}
          />
        </div>
      </Panel>
      <div className="sticky bottom-[calc(3.75rem+env(safe-area-inset-bottom))] z-10 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border bg-card px-4 py-3 md:bottom-0">
        <Unsaved changed={changed} />
        <div className="ml-auto flex gap-2">
          <Button variant="ghost" disabled={changed.length === 0} onClick={form.discard}>
            Discard
          </Button>
          <Button
            type="submit"
            variant="primary"
            disabled={changed.length === 0 || !form.canSave}
            pending={form.isSaving}
          >
            Save
          </Button>
        </div>
      </div>
      <ShorterDialog
        shortenings={form.asked}
        nameOf={(id) => agents.find((agent) => agent.id === id)?.name ?? 'a deleted agent'}
        pending={form.isSaving}
        onConfirm={form.confirm}
        onClose={form.doNotAsk}
      />
      <UnsavedGuard active={changed.length > 0} what="how long things are kept" />
    </form>
  )
}

function Unsaved({ changed }: { changed: readonly (keyof KeepingSettings)[] }) {
  return (
    <p role="status" className="flex items-baseline gap-2 text-xs text-muted-foreground">
      {changed.length > 0 ? (
        <>
          <span aria-hidden className="size-1.5 shrink-0 rounded-full bg-lamp" />
          <span className="font-medium text-pretty text-lamp-text">
            Unsaved: {changed.map((part) => keepingLabels[part]).join(', ')}
          </span>
        </>
      ) : (
        'Everything is saved'
      )}
    </p>
  )
}
