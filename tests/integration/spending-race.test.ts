import { describe, expect, test } from 'vitest'
import type { SpendingLimits } from '#contracts/spending.ts'
import { defaultLimits } from '#core/spending/default-limits.ts'
import { appUnderTest, asProgram, problemOf } from '#tests/fixtures/app-under-test.ts'
import { testEmbedded, testPostgres } from '#tests/fixtures/database.ts'

describeRace('the embedded database', testEmbedded)
describeRace('a Postgres server', testPostgres)

/** Fifty dials at the same instant, where there is room for three. */
function describeRace(name: string, open: typeof testPostgres): void {
  describe(`fifty dials at once on ${name}`, () => {
    const rooms: [string, Partial<SpendingLimits>][] = [
      ['callsAtOnce', { callsAtOnce: 3 }],
      ['spendPerDayUsd', { spendPerDayUsd: 40 }],
    ]
    test.each(rooms)('[SPEND-3] place exactly three: %s', async (limit, change) => {
      const database = await open()
      if (database === null) return
      await using shared = database
      await using app = await appUnderTest({}, shared)
      const wide = { ...defaultLimits('US'), callsAtOnce: 1_000 }
      await app.ctx.stores.spending.update({ ...wide, ...change }, wide)
      const answers = await Promise.all(
        Array.from({ length: 50 }, (_, at) =>
          asProgram('POST', '/api/calls', {
            body: { to: `+141555501${String(at).padStart(2, '0')}` },
          }),
        ),
      )
      const placed = answers.filter(({ status }) => status === 201)
      const problems = await Promise.all(answers.filter(({ ok }) => !ok).map(problemOf))
      expect(placed).toHaveLength(3)
      // On a starved machine the relay may not answer in time: nobody is dialled then, either.
      const limited = problems.filter(({ code }) => code !== 'relay-unreachable')
      expect(limited.map(({ code, errors }) => [code, errors?.[0]?.path])).toEqual(
        limited.map(() => ['limit-reached', limit]),
      )
      const dials = app.carrier.received.filter(({ path }) => path.endsWith('/Calls.json'))
      expect(dials).toHaveLength(3)
    })
  })
}
