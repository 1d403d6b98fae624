import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Stores } from '#server/storage/stores.ts'
import { newCall, plainConfig } from '#tests/fixtures/new-call.ts'

export function describeAgents({ agents, calls }: Stores): void {
  const fallback = { name: 'Switchboard agent', config: plainConfig }

  async function newAgent(name = `Agent ${randomUUID()}`, isDefault = false) {
    const made = await agents.create({ name, config: plainConfig, isDefault })
    if (!made.ok) throw new Error(made.problem)
    return made.agent
  }

  describe('the default agent', () => {
    test('is made once when there is none, however many ask at once', async () => {
      const answers = await Promise.all(
        Array.from({ length: 5 }, () => agents.defaultAgent(fallback)),
      )
      expect(new Set(answers.map(({ id }) => id)).size).toBe(1)
      expect(answers[0]).toMatchObject({ ...fallback, isDefault: true })
    })

    test('is exactly one, however many are made the default at once', async () => {
      const made = await Promise.all([newAgent(), newAgent(), newAgent()])
      await Promise.all(made.map(({ id }) => agents.update(id, { isDefault: true })))
      await newAgent(undefined, true)
      const defaults = (await agents.list()).filter(({ isDefault }) => isDefault)
      expect(defaults).toHaveLength(1)
      expect(await agents.defaultAgent(fallback)).toEqual(defaults[0])
    })

    test('cannot be removed', async () => {
      const { id } = await agents.defaultAgent(fallback)
      expect(await agents.remove(id)).toBe('is-default')
      expect(await agents.find(id)).not.toBeNull()
    })

    test('passing the role on does not count as a change of the agent that had it', async () => {
      const had = await newAgent(undefined, true)
      await newAgent(undefined, true)
      expect(await agents.find(had.id)).toEqual({ ...had, isDefault: false })
    })
  })

  describe('names of agents', () => {
    test('are single: of many made at once under one name, one is', async () => {
      const agent = { name: randomUUID(), config: plainConfig, isDefault: false }
      const made = await Promise.all(Array.from({ length: 4 }, () => agents.create(agent)))
      expect(made.filter(({ ok }) => ok)).toHaveLength(1)
      expect(made.filter((result) => !result.ok).map(({ problem }) => problem)).toEqual(
        Array.from({ length: 3 }, () => 'name-taken'),
      )
    })

    test('cannot be changed to one that is taken', async () => {
      const [one, other] = [await newAgent(), await newAgent()]
      expect(await agents.update(other.id, { name: one.name })).toEqual({
        ok: false,
        problem: 'name-taken',
      })
      expect(await agents.update(one.id, { name: one.name })).toMatchObject({ ok: true })
    })

    test('are free again once the agent is removed, and its calls stay', async () => {
      const agent = await newAgent()
      const { call } = await calls.create(newCall({ agentId: agent.id, agentName: agent.name }))
      expect(await agents.remove(agent.id)).toBe('removed')
      expect(await agents.remove(agent.id)).toBe('not-found')
      expect(await agents.find(agent.id)).toBeNull()
      expect((await agents.list()).map(({ id }) => id)).not.toContain(agent.id)
      expect((await newAgent(agent.name)).name).toBe(agent.name)
      expect((await calls.find(call.id))?.agentName).toBe(agent.name)
    })
  })

  describe('changing an agent', () => {
    test("does not overwrite somebody else's change", async () => {
      const agent = await newAgent()
      const guard = { expectedUpdatedAt: agent.updatedAt }
      const louder = { ...plainConfig, speed: 1.2 }
      const [one, other] = await Promise.all([
        agents.update(agent.id, { config: louder, ...guard }),
        agents.update(agent.id, { config: plainConfig, ...guard }),
      ])
      const results = [one, other].map((result) => (result.ok ? 'changed' : result.problem))
      expect(results.toSorted()).toEqual(['changed', 'changed-meanwhile'])
    })

    test('of an unknown agent is refused', async () => {
      expect(await agents.update('unknown', { name: 'x' })).toEqual({
        ok: false,
        problem: 'not-found',
      })
    })
  })
}
