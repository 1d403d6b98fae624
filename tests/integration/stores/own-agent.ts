import { randomUUID } from 'node:crypto'
import type { Stores } from '#server/storage/stores.ts'
import { plainConfig } from '#tests/fixtures/new-call.ts'

/** The id of a new agent, whose calls are told from all others in the database by it. */
export async function ownAgent(stores: Stores, name: string): Promise<string> {
  const made = await stores.agents.create({
    name: `${name} ${randomUUID()}`,
    config: plainConfig,
    isDefault: false,
  })
  if (!made.ok) throw new Error('The agent was not made.')
  return made.agent.id
}
