'use client'

import { useQuery } from '@tanstack/react-query'
import { agentsQuery } from '#components/agents/queries.ts'
import { tagsQuery } from '#components/tags/queries.ts'
import type { CallView } from './call-view.ts'
import { ChoiceList } from './choice-list.tsx'
import { DateEditor } from './date-editor.tsx'
import { DurationEditor } from './duration-editor.tsx'
import type { EditorProps } from './editor-props.ts'
import {
  directions,
  endReasons,
  filterFields,
  holds,
  recordings,
  statuses,
  type Choice,
  type FilterField,
} from './filter-words.ts'
import { TextEditor } from './text-editor.tsx'

/** What one filter is set to, chosen or typed. */
export function FilterEditor({ field, ...props }: EditorProps & { field: FilterField }) {
  switch (field) {
    case 'date':
      return <DateEditor {...props} />
    case 'duration':
      return <DurationEditor {...props} />
    case 'number':
    case 'text':
      return <TextEditor name={field} {...props} />
    case 'agent':
      return <AgentEditor {...props} />
    case 'tag':
      return <TagEditor {...props} />
    case 'direction':
      return <OneOf field={field} name="direction" among={directions} {...props} />
    case 'status':
      return <OneOf field={field} name="status" among={statuses} {...props} />
    case 'endReason':
      return <OneOf field={field} name="endReason" among={endReasons} {...props} />
    case 'recording':
      return <OneOf field={field} name="hasRecording" among={recordings} {...props} />
    case 'hold':
      return <OneOf field={field} name="legalHold" among={holds} {...props} />
  }
}

type OneOfProps = EditorProps & {
  field: FilterField
  name: keyof CallView
  among: readonly Choice[]
}

function OneOf({ field, name, among, view, onSet }: OneOfProps) {
  return (
    <ChoiceList
      label={filterFields[field].label}
      choices={among}
      value={view[name]}
      onChoose={(value) => onSet({ [name]: value })}
    />
  )
}

function AgentEditor({ view, onSet }: EditorProps) {
  const agents = useQuery(agentsQuery).data ?? []
  return (
    <ChoiceList
      label="Agent"
      choices={agents.map(({ id, name }) => ({ value: id, label: name }))}
      value={view.agentId}
      onChoose={(agentId) => onSet({ agentId })}
    />
  )
}

function TagEditor({ view, onSet }: EditorProps) {
  const tags = useQuery(tagsQuery)
  return (
    <ChoiceList
      label="Tag"
      choices={(tags.data ?? []).map(({ tag, calls }) => ({ value: tag, label: tag, hint: calls }))}
      value={view.tag}
      onChoose={(tag) => onSet({ tag })}
      empty={tags.data?.length === 0 ? 'No call has a tag yet.' : 'No tag is called that.'}
    />
  )
}
