'use client'

import { useFormContext } from 'react-hook-form'
import type { AgentConfig } from '#contracts/agent.ts'
import type { AgentForm } from '../agent-form.ts'

/** The session configuration's form, from the panel around. Its values are checked by the contract. */
export function useAgentForm() {
  return useFormContext<AgentForm, unknown, AgentConfig>()
}
