'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useEffect, useState } from 'react'
import { useForm } from 'react-hook-form'
import type { Agent, AgentConfig } from '#contracts/agent.ts'
import { agentFormSchema, configOf, formOf, type AgentForm } from './agent-form.ts'
import { describeFormProblem } from './form-problem.ts'
import { changedParts, meetNewer, type AgentVersion } from './unsaved.ts'

/**
 * The fields of one agent, and how they relate to what is saved. Follows the
 * agent when it changes elsewhere, but never throws away what was typed here.
 */
export function useAgentEditor(agent: Agent) {
  const [base, setBase] = useState<AgentVersion>(agent)
  const form = useForm<AgentForm, unknown, AgentConfig>({
    defaultValues: formOf(agent.config),
    resolver: zodResolver(agentFormSchema, { error: describeFormProblem }),
    mode: 'onBlur',
  })
  const edited = configOf(form.watch())
  // Through the fields and back, so that what they cannot say of `base` is no change of the operator's.
  const changed = changedParts(configOf(formOf(base.config)), edited)
  const meeting = meetNewer(base, agent, changed.length > 0)

  useEffect(() => {
    if (meeting === 'adopt') form.reset(formOf(agent.config))
    if (meeting === 'adopt' || meeting === 'rebase') setBase(agent)
  }, [meeting, agent, form])

  return {
    form,
    base,
    changed,
    isConflict: meeting === 'conflict',
    /** Back to what is saved now. */
    discard() {
      setBase(agent)
      form.reset(formOf(agent.config))
    },
    /** Goes on with these fields, on top of the version somebody else saved. */
    keepMine() {
      setBase(agent)
    },
    /** What was sent is saved; typing that went on meanwhile stays, as unsaved. */
    saved(now: Agent, sent: AgentConfig) {
      setBase(now)
      const isUntouched = changedParts(sent, configOf(form.getValues())).length === 0
      if (isUntouched) form.reset(formOf(now.config))
    },
  }
}
