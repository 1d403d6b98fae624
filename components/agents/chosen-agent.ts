import type { Agent } from '#contracts/agent.ts'

/** The agent with that id; the default one, or else the first, when it is gone or none was chosen. */
export function chosenAgent(agents: readonly Agent[], agentId: string | null): Agent | null {
  return (
    agents.find(({ id }) => id === agentId) ??
    agents.find(({ isDefault }) => isDefault) ??
    agents[0] ??
    null
  )
}
