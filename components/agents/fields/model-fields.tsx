'use client'

import { useQuery } from '@tanstack/react-query'
import { useWatch } from 'react-hook-form'
import { capabilitiesOf } from '#core/agent/capabilities.ts'
import { realtimeModels, type ModelInfo } from '#core/agent/models.ts'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { useNow } from '#components/format/use-now.ts'
import { withChosen } from '../model-list.ts'
import { modelsQuery } from '../queries.ts'
import { retirementText } from '../retirement.ts'
import { ChoiceField, type Choice } from './choice-field.tsx'
import { useAgentForm } from './use-agent-form.ts'

/** Which model speaks, how much it reasons, and why it takes no temperature. */
export function ModelFields() {
  const { control } = useAgentForm()
  const model = useWatch({ control, name: 'model' })
  const today = new Date(useNow(60 * 60_000))
  const { data } = useQuery(modelsQuery)
  const models = withChosen(data?.items ?? realtimeModels, model)
  const { reasoning, temperature } = capabilitiesOf(model)
  const retirement = retirementText(models.find(({ id }) => id === model) ?? forEver, today)
  return (
    <>
      <ChoiceField
        name="model"
        label="Model"
        hint={retirement ?? 'No retirement is announced for this model.'}
        choices={models.map((info) => modelChoice(info, today))}
      />
      <ChoiceField
        name="reasoningEffort"
        label="Reasoning effort"
        hint="More effort answers better and later."
        disabledReason={reasoning.accepted ? undefined : reasoning.reason}
        choices={efforts}
      />
      <Field
        label="Temperature"
        disabledReason={temperature.accepted ? undefined : temperature.reason}
      >
        <Input value="Set by the model" readOnly disabled />
      </Field>
    </>
  )
}

/** A model in a list of choices: its name, and when it retires. */
export function modelChoice(info: ModelInfo, today: Date): Choice {
  return { value: info.id, label: info.label, hint: retirementText(info, today) ?? info.id }
}

const forEver = { shutdownDate: null, replacedBy: null }

const efforts: readonly Choice[] = [
  { value: '', label: 'The model’s default' },
  { value: 'minimal', label: 'Minimal' },
  { value: 'low', label: 'Low' },
  { value: 'medium', label: 'Medium' },
  { value: 'high', label: 'High' },
  { value: 'xhigh', label: 'Extra high' },
]
