import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Act } from '#contracts/audit.ts'
import { verifyAudit } from '#server/audit/verify-audit.ts'
import { createAuditStore } from '#server/storage/audit.ts'
import { openDatabase } from '#server/storage/database.ts'
import { testEmbedded, testPostgres } from '#tests/fixtures/database.ts'
import type { TestDatabase } from '#tests/fixtures/test-database.ts'

const at = new Date('2026-11-21T10:00:00.123Z')
const act = (over: Partial<Act> = {}): Act => ({
  actor: { kind: 'operator', id: 'o1', name: 'Ada' },
  action: 'placeCall',
  subject: 'call-1',
  address: '192.0.2.1',
  result: 'done',
  detail: { status: 201, share: 0.1, small: 1e-7, 'ü"': '“', none: null },
  requestId: 'r1',
  ...over,
})

describeChain('the embedded database', await testEmbedded())
const postgres = await testPostgres()
if (postgres !== null) describeChain('a Postgres server', postgres)

function describeChain(name: string, opened: TestDatabase): void {
  const database = openDatabase(opened.url)
  // A second process: the lock in the database is all that they share.
  const second = openDatabase(opened.url)
  const audit = createAuditStore(database)
  const alsoAudit = createAuditStore(second)
  const sql = (text: string) => database.client.$executeRawUnsafe(text)

  /** Changes the log as somebody who owns the database can, looks, and changes it back. */
  async function tamperedBy(change: string, undo: string) {
    await sql('ALTER TABLE audit_entries DISABLE TRIGGER ALL')
    await sql(change)
    const verdict = await verifyAudit(audit)
    await sql(undo)
    await sql('ALTER TABLE audit_entries ENABLE TRIGGER ALL')
    return verdict
  }

  afterAll(async () => {
    await database.close()
    await second.close()
    await opened[Symbol.asyncDispose]()
  })

  describe(`the audit log in ${name}`, () => {
    beforeAll(async () => {
      expect(await verifyAudit(audit)).toMatchObject({ whole: true, entries: 0, lastHash: null })
    })

    test('[AUDIT-1] an entry is hashed as it is stored: to the millisecond, whatever it says', async () => {
      const entry = await audit.append(
        act({ actor: { kind: 'apiKey', id: null, name: '\0 😀 ü' } }),
        at,
      )
      expect(entry).toMatchObject({ seq: 1, at: '2026-11-21T10:00:00.123Z' })
      expect((await audit.list({ limit: 1 })).items).toEqual([entry])
      expect(await verifyAudit(audit)).toMatchObject({ whole: true, lastHash: entry.hash })
    })

    test('[AUDIT-2] fifty acts at once, from two processes, all have their place in one chain', async () => {
      const began = performance.now()
      const entered = await Promise.all(
        Array.from({ length: 50 }, (_, at50) =>
          (at50 % 2 === 0 ? audit : alsoAudit).append(act({ requestId: `at-once-${at50}` }), at),
        ),
      )
      expect(performance.now() - began).toBeLessThan(10_000)
      const numbers = entered.map(({ seq }) => seq).toSorted((a, b) => a - b)
      expect(numbers).toEqual(Array.from({ length: 50 }, (_, index) => index + 2))
      expect(await verifyAudit(audit)).toMatchObject({ whole: true, entries: 51 })
    })

    test('[AUDIT-2] what one process enters stands in the order in which it happened', async () => {
      const names = ['a', 'b', 'c', 'd', 'e']
      await Promise.all(names.map((action) => audit.append(act({ action }), at)))
      const { items } = await audit.list({ limit: 5 })
      expect(items.map(({ action }) => action)).toEqual(names.toReversed())
    })

    test('[AUDIT-5] the database refuses to alter, remove or empty the log', async () => {
      const stay = /only ever added/
      await expect(sql(`UPDATE audit_entries SET action = 'x' WHERE seq = 2`)).rejects.toThrow(stay)
      await expect(sql('DELETE FROM audit_entries WHERE seq = 2')).rejects.toThrow(stay)
      await expect(sql('TRUNCATE audit_entries')).rejects.toThrow(stay)
      expect(await verifyAudit(audit)).toMatchObject({ whole: true, entries: 56 })
    })

    test('[AUDIT-3] whoever gets round that is found out, with the first entry that does not fit', async () => {
      const altered = await tamperedBy(
        `UPDATE audit_entries SET result = 'never heard of' WHERE seq = 7`,
        `UPDATE audit_entries SET result = 'done' WHERE seq = 7`,
      )
      expect(altered).toMatchObject({ whole: false, entries: 6, brokenAt: 7, why: 'altered' })
      const timed = await tamperedBy(
        `UPDATE audit_entries SET at = 'infinity' WHERE seq = 8`,
        `UPDATE audit_entries SET at = '${at.toISOString().slice(0, -1)}' WHERE seq = 8`,
      )
      expect(timed).toMatchObject({ brokenAt: 8, why: 'altered' })
      await sql('CREATE TABLE aside AS SELECT * FROM audit_entries WHERE seq = 9')
      const gone = await tamperedBy(
        'DELETE FROM audit_entries WHERE seq = 9',
        'INSERT INTO audit_entries SELECT * FROM aside',
      )
      expect(gone).toMatchObject({ whole: false, entries: 8, brokenAt: 10, why: 'missing' })
      expect(await verifyAudit(audit)).toMatchObject({ whole: true, entries: 56 })
    })

    test('[AUDIT-3] a cut-off head is found out', async () => {
      await sql('CREATE TABLE head AS SELECT * FROM audit_entries WHERE seq <= 3')
      const cut = await tamperedBy(
        'DELETE FROM audit_entries WHERE seq <= 3',
        'INSERT INTO audit_entries SELECT * FROM head',
      )
      expect(cut).toMatchObject({ whole: false, entries: 0, brokenAt: 4, why: 'head-cut' })
    })

    test('[AUDIT-4] a cut-off end is noticed by whoever kept the newest hash elsewhere', async () => {
      const kept = (await verifyAudit(audit)).lastHash!
      await audit.append(act(), at)
      expect(await verifyAudit(audit, kept)).toMatchObject({ whole: true, hasExpected: true })
      await sql('CREATE TABLE tail AS SELECT * FROM audit_entries WHERE seq >= 56')
      await sql('ALTER TABLE audit_entries DISABLE TRIGGER ALL')
      await sql('DELETE FROM audit_entries WHERE seq >= 56')
      expect(await verifyAudit(audit, kept)).toMatchObject({ whole: true, hasExpected: false })
      await sql('INSERT INTO audit_entries SELECT * FROM tail')
      await sql('ALTER TABLE audit_entries ENABLE TRIGGER ALL')
    })

    test('a chain longer than a page is followed to its end', async () => {
      const more = Array.from({ length: 1_000 }, () => audit.append(act(), at))
      await Promise.all(more)
      expect(await verifyAudit(audit)).toMatchObject({ whole: true, entries: 1_057 })
    })
  })
}
