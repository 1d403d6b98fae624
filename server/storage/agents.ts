import { agentSchema, type Agent, type CreateAgent } from '#contracts/agent.ts'
import type { Agent as Row } from '#prisma/generated/client.ts'
import { withLock, type Database, type Queryable } from './database.ts'
import type { AgentStore } from './stores.ts'

/**
 * Agents, kept in Postgres. Writers take turns by one lock, so that names stay
 * single and one agent, never two, is the default.
 */
export function createAgentStore(database: Database): AgentStore {
  const { client } = database
  return {
    async list() {
      const rows = await client.agent.findMany({
        where: { deletedAt: null },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      })
      return rows.map(toAgent)
    },
    async find(agentId) {
      const row = await findRow(client, agentId)
      return row && toAgent(row)
    },
    async defaultAgent(fallback) {
      const row = await client.agent.findFirst({ where: { isDefault: true } })
      return row ? toAgent(row) : makeDefault(database, fallback)
    },
    create: (agent) => createAgent(database, agent),
    update: (agentId, change) => updateAgent(database, agentId, change),
    remove: (agentId) => removeAgent(database, agentId),
  }
}

function findRow(queryable: Queryable, agentId: string): Promise<Row | null> {
  return queryable.agent.findFirst({ where: { id: agentId, deletedAt: null } })
}

/** For the very first start; somebody else may be starting at the same moment. */
function makeDefault(
  database: Database,
  fallback: Parameters<AgentStore['defaultAgent']>[0],
): Promise<Agent> {
  return withLock(database, 'agents', async (transaction) => {
    const made = await transaction.agent.findFirst({ where: { isDefault: true } })
    if (made) return toAgent(made)
    const row = await transaction.agent.upsert({
      where: { name: fallback.name },
      create: { ...fallback, isDefault: true },
      update: { isDefault: true },
    })
    return toAgent(row)
  })
}

function createAgent(
  database: Database,
  { name, config, isDefault }: CreateAgent,
): ReturnType<AgentStore['create']> {
  return withLock(database, 'agents', async (transaction) => {
    if (await isTaken(transaction, name)) return { ok: false, problem: 'name-taken' }
    if (isDefault) await clearDefault(transaction)
    const row = await transaction.agent.create({ data: { name, config, isDefault } })
    return { ok: true, agent: toAgent(row) }
  })
}

function updateAgent(
  database: Database,
  agentId: string,
  change: Parameters<AgentStore['update']>[1],
): ReturnType<AgentStore['update']> {
  const { name, config, isDefault, expectedUpdatedAt } = change
  return withLock(database, 'agents', async (transaction) => {
    const row = await findRow(transaction, agentId)
    if (row === null) return { ok: false, problem: 'not-found' }
    if (isStale(row, expectedUpdatedAt)) return { ok: false, problem: 'changed-meanwhile' }
    if (name !== undefined && name !== row.name && (await isTaken(transaction, name))) {
      return { ok: false, problem: 'name-taken' }
    }
    if (isDefault && !row.isDefault) await clearDefault(transaction)
    const changed = await transaction.agent.update({
      where: { id: agentId },
      data: {
        ...(name !== undefined && { name }),
        ...(config !== undefined && { config }),
        ...(isDefault && { isDefault }),
        // Strictly later than before, or two changes in one ms would look like one.
        updatedAt: new Date(Math.max(Date.now(), row.updatedAt.getTime() + 1)),
      },
    })
    return { ok: true, agent: toAgent(changed) }
  })
}

function removeAgent(database: Database, agentId: string): ReturnType<AgentStore['remove']> {
  return withLock(database, 'agents', async (transaction) => {
    const row = await findRow(transaction, agentId)
    if (row === null) return 'not-found'
    if (row.isDefault) return 'is-default'
    await transaction.agent.update({
      where: { id: agentId },
      // The row stays for its calls; the name moves out of the way of a new agent.
      data: { deletedAt: new Date(), name: `${row.name} (removed ${row.id})` },
    })
    return 'removed'
  })
}

async function isTaken(transaction: Queryable, name: string): Promise<boolean> {
  return (await transaction.agent.count({ where: { name } })) > 0
}

/** Nobody edited the agent that stops being the default, so its `updatedAt` stays. */
async function clearDefault(transaction: Queryable): Promise<void> {
  const row = await transaction.agent.findFirst({ where: { isDefault: true } })
  if (row === null) return
  await transaction.agent.update({
    where: { id: row.id },
    data: { isDefault: false, updatedAt: row.updatedAt },
  })
}

function isStale(row: Row, expectedUpdatedAt: string | undefined): boolean {
  if (expectedUpdatedAt === undefined) return false
  return row.updatedAt.getTime() !== Date.parse(expectedUpdatedAt)
}

function toAgent(row: Row): Agent {
  return agentSchema.parse({
    ...row,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  })
}
