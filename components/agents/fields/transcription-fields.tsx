'use client'

import { useQuery } from '@tanstack/react-query'
import { useWatch } from 'react-hook-form'
import { transcriptionModels } from '#core/agent/models.ts'
import { useNow } from '#components/format/use-now.ts'
import { withChosen } from '../model-list.ts'
import { modelsQuery } from '../queries.ts'
import { retirementText } from '../retirement.ts'
import { ChoiceField } from './choice-field.tsx'
import { LanguageField } from './language-field.tsx'
import { modelChoice } from './model-fields.tsx'
import { SwitchField } from './switch-field.tsx'
import { useAgentForm } from './use-agent-form.ts'

/** Whether what the caller says is written down, by which model, in which language. */
export function TranscriptionFields() {
  const { control } = useAgentForm()
  const { enabled, model } = useWatch({ control, name: 'transcription' })
  const today = new Date(useNow(60 * 60_000))
  const { data } = useQuery(modelsQuery)
  const models = withChosen(data?.transcription ?? transcriptionModels, model)
  const chosen = models.find(({ id }) => id === model)
  const off = enabled ? undefined : 'Transcription is off.'
  return (
    <>
      <SwitchField
        name="transcription.enabled"
        label="Transcribe the caller"
        hint="The agent’s own words always appear in the transcript."
      />
      <ChoiceField
        name="transcription.model"
        label="Transcription model"
        hint={chosen && retirementText(chosen, today)}
        disabledReason={off}
        choices={models.map((info) => modelChoice(info, today))}
      />
      <LanguageField disabledReason={off} />
    </>
  )
}
