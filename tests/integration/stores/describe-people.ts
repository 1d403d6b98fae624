import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Role } from '#contracts/scope.ts'
import type { Database } from '#server/storage/database.ts'
import type { Stores } from '#server/storage/stores.ts'

const now = new Date(Date.UTC(2026, 5, 1))
const expiresAt = new Date(now.getTime() + 60_000)
const passwordHash = 'the hash of a password'

export function describePeople({ people, operatorLinks }: Stores, { client }: Database): void {
  const somebody = (role: Role) => {
    const id = randomUUID()
    const account = { id: randomUUID(), accountId: id, providerId: 'credential' }
    const data = { id, name: role, email: `${id}@example.com`, role }
    return client.operator.create({ data: { ...data, accounts: { create: account } } })
  }
  const onlyOwners = async (count: number) => {
    await client.operator.updateMany({ where: { role: 'owner' }, data: { role: 'viewer' } })
    return Promise.all(Array.from({ length: count }, () => somebody('owner')))
  }
  const invitation = async (email: string) => {
    const { id } = await somebody('owner')
    const made = await operatorLinks.invite({
      email,
      role: 'viewer',
      createdById: id,
      now,
      expiresAt,
    })
    return made?.token ?? ''
  }

  describe('people', () => {
    test('[PEOPLE-2] of owners who demote each other all at once, one is left', async () => {
      const owners = await onlyOwners(5)
      const outcomes = await Promise.all(owners.map(({ id }) => people.setRole(id, 'viewer')))
      expect(outcomes.toSorted()).toEqual(['done', 'done', 'done', 'done', 'last-owner'])
      expect(await client.operator.count({ where: { role: 'owner' } })).toBe(1)
    })

    test('[PEOPLE-2] of owners who are removed and demoted all at once, one is left', async () => {
      const owners = await onlyOwners(6)
      const outcomes = await Promise.all(
        owners.map(({ id }, at) =>
          at % 2 === 0 ? people.remove(id) : people.setRole(id, 'viewer'),
        ),
      )
      expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(5)
      expect(await client.operator.count({ where: { role: 'owner' } })).toBe(1)
    })

    test('an owner whose making was cut short does not count as one who is left', async () => {
      const [last] = await onlyOwners(1)
      const id = randomUUID()
      await client.operator.create({
        data: { id, name: 'half', email: `${id}@example.com`, role: 'owner' },
      })
      expect(await people.setRole(last?.id ?? '', 'viewer')).toBe('last-owner')
      expect((await people.list(now)).map((person) => person.id)).not.toContain(id)
    })

    test('[PEOPLE-5] an invitation is accepted once, by however many at once', async () => {
      const email = `${randomUUID()}@example.com`
      const token = await invitation(email)
      const accepted = await Promise.all(
        ['a', 'b', 'c', 'd', 'e'].map((name) =>
          operatorLinks.accept(token, { name, passwordHash }, now),
        ),
      )
      expect(accepted.filter(({ ok }) => ok)).toHaveLength(1)
      expect(await client.operator.count({ where: { email } })).toBe(1)
    })

    test('[PEOPLE-6] of invitations made for one e-mail all at once, one is good', async () => {
      const email = `${randomUUID()}@example.com`
      const tokens = await Promise.all([1, 2, 3, 4].map(() => invitation(email)))
      const opened = await Promise.all(
        tokens.map((token) => operatorLinks.open('invitation', token, now)),
      )
      expect(opened.filter((link) => link !== null)).toHaveLength(1)
    })

    test('[PEOPLE-9] a reset link is used once, by however many at once, before it expires', async () => {
      const { id } = await somebody('operator')
      const reset = { operatorId: id, createdById: id, now, expiresAt }
      const token = (await operatorLinks.createReset(reset)) ?? ''
      expect(await operatorLinks.reset(token, passwordHash, expiresAt)).toBeNull()
      const used = await Promise.all(
        [1, 2, 3, 4].map(() => operatorLinks.reset(token, passwordHash, now)),
      )
      expect(used.filter((whose) => whose === id)).toHaveLength(1)
      expect(await operatorLinks.createReset({ ...reset, operatorId: randomUUID() })).toBeNull()
    })

    test('[PEOPLE-17] a code is spent once, by however many at once, and again when it is long over', async () => {
      const { id } = await somebody('viewer')
      const spend = (at = now) =>
        people.spendCode(id, '123456', { now: at, expiresAt: new Date(at.getTime() + 90_000) })
      const spent = await Promise.all([1, 2, 3, 4, 5].map(() => spend()))
      expect(spent.filter(Boolean)).toHaveLength(1)
      expect(await people.isCodeSpent(id, '123456', now)).toBe(true)
      expect(await people.isCodeSpent(id, '654321', now)).toBe(false)
      expect(await spend(new Date(now.getTime() + 90_000))).toBe(true)
    })

    test('[PEOPLE-15] there is room for one second factor, however often it is made', async () => {
      const { id } = await somebody('viewer')
      await Promise.all([1, 2, 3, 4].map(() => people.prepareTwoFactor(id)))
      expect(await client.operatorTwoFactor.count({ where: { userId: id } })).toBe(1)
    })
  })
}
