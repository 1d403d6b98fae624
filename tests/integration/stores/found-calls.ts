import { randomUUID } from 'node:crypto'
import { beforeAll } from 'vitest'
import { callListQuerySchema } from '#contracts/call-list.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import type { Database } from '#server/storage/database.ts'
import type { Stores } from '#server/storage/stores.ts'
import { callLog } from '#tests/fixtures/call-log.ts'
import { exampleLine } from '#tests/fixtures/example-line.ts'
import { newSid, plainConfig } from '#tests/fixtures/new-call.ts'
import { ownAgent } from './own-agent.ts'

/** Calls to be found, all of an agent of their own, so that others in the database are not in the way. */
export function foundCalls(stores: Stores, database: Database) {
  let agentId: string
  beforeAll(async () => {
    agentId = await ownAgent(stores, 'Finder')
  })
  const page = (query: Record<string, unknown>) =>
    stores.calls.list(callListQuerySchema.parse({ agentId, ...query }))
  return {
    agentId: () => agentId,
    page,
    async ids(query: Record<string, unknown>) {
      const { items } = await page({ limit: 200, ...query })
      return items.map(({ id }) => id)
    },
    /** An inbound call from +44 20 7946 0958 unless `columns` say otherwise, and what was said in it, in turn. */
    async callWith(
      columns: Partial<Prisma.CallUncheckedCreateInput> = {},
      said: readonly string[] = [],
    ): Promise<string> {
      const id = randomUUID()
      await database.client.call.create({
        data: {
          id,
          callSid: newSid('CA'),
          direction: 'inbound',
          status: 'completed',
          from: '+442079460958',
          to: '+14155550100',
          agentId,
          agentName: 'Finder',
          config: plainConfig,
          createdAt: new Date('2026-03-01T12:00:00Z'),
          ...columns,
        },
      })
      await callLog(stores).lines(id, said.map(lineOf))
      return id
    },
  }
}

function lineOf(text: string, position: number) {
  return exampleLine({
    text,
    position,
    role: position % 2 === 0 ? 'agent' : 'caller',
    startMs: position * 1_000,
    endMs: position * 1_000 + 900,
  })
}
