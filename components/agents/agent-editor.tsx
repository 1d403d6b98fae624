'use client'

import { useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent } from 'react'
import { FormProvider } from 'react-hook-form'
import { toast } from 'sonner'
import type { Agent, AgentConfig } from '#contracts/agent.ts'
import type { Call } from '#contracts/call.ts'
import { voices } from '#core/agent/voices.ts'
import { useMe } from '#components/access/use-me.ts'
import { ProblemError } from '#components/api/problem-error.ts'
import { toastProblem } from '#components/api/toast-problem.ts'
import { FieldsLocked } from '#components/ui/field.tsx'
import { ConflictNotice } from './conflict-notice.tsx'
import { EditorSections } from './editor-sections.tsx'
import { GreetingField } from './fields/greeting-field.tsx'
import { InstructionsField } from './fields/instructions-field.tsx'
import { VoiceField } from './fields/voice-field.tsx'
import { voicesQuery } from './queries.ts'
import { ReadOnlyBar } from './read-only-bar.tsx'
import { SaveBar } from './save-bar.tsx'
import { UnsavedGuard } from './unsaved-guard.tsx'
import { useUpdateAgent } from './use-agent-acts.ts'
import { useAgentEditor } from './use-agent-editor.ts'

type AgentEditorProps = { agent: Agent; liveCall: Call | null; onEdited(edited: boolean): void }

/** One agent's fields: voice and words first, the rest folded away. */
export function AgentEditor({ agent, liveCall, onEdited }: AgentEditorProps) {
  const editor = useAgentEditor(agent)
  const { form, base, changed } = editor
  const update = useUpdateAgent(agent.id)
  const voiceList = useQuery(voicesQuery)
  const isEdited = changed.length > 0
  const maySave = useMe().may('agents:write')
  const tellEdited = useEffectEvent(onEdited)
  useEffect(() => tellEdited(isEdited), [isEdited])

  const save = form.handleSubmit(async (config: AgentConfig) => {
    try {
      const saved = await update.mutateAsync({ config, expectedUpdatedAt: base.updatedAt })
      editor.saved(saved, config)
      toast.success(`${saved.name} saved`, { description: 'The next call uses it.' })
    } catch (error) {
      // Of a conflict the panel itself tells, as soon as the newer version has arrived.
      const isConflict = error instanceof ProblemError && error.code === 'conflict'
      if (!isConflict) toastProblem(error)
    }
  })
  return (
    <FormProvider {...form}>
      <form
        aria-label={`Configuration of ${agent.name}`}
        noValidate
        onSubmit={(event) => void save(event)}
        className="flex min-h-0 flex-1 flex-col"
      >
        {editor.isConflict && (
          <ConflictNotice
            changedAt={agent.updatedAt}
            onTakeTheirs={editor.discard}
            onKeepMine={editor.keepMine}
          />
        )}
        <div className="relative min-h-0 flex-1 xl:overflow-y-auto xl:overscroll-contain">
          <FieldsLocked value={!maySave}>
            <div className="grid gap-5 p-4">
              <VoiceField voices={voiceList.data ?? withoutSamples} />
              <InstructionsField />
              <GreetingField />
            </div>
            <EditorSections changed={changed} />
          </FieldsLocked>
        </div>
        {maySave ? (
          <SaveBar
            changed={changed}
            saving={update.isPending}
            liveCall={liveCall}
            onDiscard={editor.discard}
          />
        ) : (
          <ReadOnlyBar />
        )}
      </form>
      <UnsavedGuard active={isEdited} what={agent.name} />
    </FormProvider>
  )
}

/** Voices are known before the server has said which of them have samples. */
const withoutSamples = voices.map((voice) => ({ ...voice, sampleUrl: null }))
