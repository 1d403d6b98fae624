import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Database, Queryable } from '#server/storage/database.ts'
import type { SetupStore } from '#server/storage/setup.ts'

export function describeSetup(setup: SetupStore, { client }: Database): void {
  const now = new Date(Date.UTC(2026, 5, 1))
  const after = (ms: number) => new Date(now.getTime() + ms)

  async function makeOperator({
    canSignIn = true,
    through = client,
  }: { canSignIn?: boolean; through?: Queryable } = {}) {
    const id = randomUUID()
    await through.operator.create({ data: { id, name: 'Olga', email: `${id}@example.com` } })
    const account = { id, accountId: id, providerId: 'credential', userId: id, password: 'hash' }
    if (canSignIn) await through.operatorAccount.create({ data: account })
    return id
  }

  beforeEach(async () => {
    await client.setup.deleteMany()
    await client.operatorAccount.deleteMany()
  })

  describe('first-run set-up', () => {
    test('belongs to the first of many who come at once', async () => {
      const claims = await Promise.all(Array.from({ length: 6 }, () => setup.claimSetup(now)))
      expect(claims.filter(Boolean)).toHaveLength(1)
    })

    test('once done, cannot be claimed again, however much later', async () => {
      await setup.claimSetup(now)
      await setup.completeSetup(await makeOperator())
      expect(await setup.isSetUp()).toBe(true)
      expect(await setup.claimSetup(after(1e9))).toBe(false)
    })

    test('is taken, though whoever did it finishes while another looks', async () => {
      await setup.claimSetup(now)
      let claimed: Promise<boolean> | undefined
      await client.$transaction(async (finishing) => {
        await finishing.$executeRaw`LOCK TABLE setup IN ACCESS EXCLUSIVE MODE`
        claimed = setup.claimSetup(after(59_999))
        // The embedded database deals out no turns meanwhile: there nobody can look in between.
        for (let tries = 0; tries < 40 && !(await someoneWaits(finishing)); tries += 1) {
          await pause(5)
        }
        const operatorId = await makeOperator({ through: finishing })
        await finishing.setup.update({ where: { id: 'owner' }, data: { operatorId } })
      })
      expect(await claimed).toBe(false)
    })

    test('is free again when making the operator failed', async () => {
      await setup.claimSetup(now)
      await setup.releaseSetup()
      expect(await setup.isSetUp()).toBe(false)
      expect(await setup.claimSetup(now)).toBe(true)
    })

    test('a claim whose process died lapses after a minute', async () => {
      await setup.claimSetup(now)
      expect(await setup.claimSetup(after(59_999))).toBe(false)
      expect(await setup.claimSetup(after(60_000))).toBe(true)
    })

    test('a claim whose process died after making the operator stays taken', async () => {
      await setup.claimSetup(now)
      await makeOperator()
      expect(await setup.claimSetup(after(1e9))).toBe(false)
    })

    test('an operator left without a way to sign in does not stand in the way', async () => {
      const halfMade = await makeOperator({ canSignIn: false })
      expect(await setup.isSetUp()).toBe(false)
      expect(await setup.claimSetup(now)).toBe(true)
      expect(await client.operator.findUnique({ where: { id: halfMade } })).toBeNull()
    })
  })
}

/** Whether a statement waits for the table. */
async function someoneWaits(queryable: Queryable): Promise<boolean> {
  const [row] = await queryable.$queryRaw<
    { count: bigint }[]
  >`SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'setup'::regclass`
  return (row?.count ?? 0n) > 0n
}
