import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import type { Act } from '#contracts/audit.ts'
import { openEmbeddedDatabase } from '#scripts/embedded-database.ts'
import { applyMigrations } from '#scripts/migrations.ts'
import { createAuditStore } from '#server/storage/audit.ts'
import { openDatabase, type Database } from '#server/storage/database.ts'
import { useDatabase } from '#tests/fixtures/use-database.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const act: Act = {
  actor: { kind: 'system', id: null, name: 'test' },
  action: 'endCall',
  subject: null,
  address: null,
  result: 'done',
  detail: {},
  requestId: null,
}

let url: string
let database: Database
useDatabase((opened) => ({ url, database } = opened))

async function verify(args: readonly string[], env: Record<string, string>) {
  const child = spawn(process.execPath, [join(root, 'scripts/verify-audit.ts'), ...args], {
    cwd: root,
    env: { PATH: process.env['PATH'], NODE_ENV: 'test', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const [code] = (await once(child, 'close')) as [number]
  return { code, output }
}

test('[AUDIT-11] the command says whole, broken with the entry, cut off, or unreadable', async () => {
  const audit = createAuditStore(database)
  await audit.append(act, new Date())
  const kept = await audit.append(act, new Date())
  await audit.append(act, new Date())
  const at = { DATABASE_URL: url }
  const whole = await verify(['--expect-last', kept.hash], at)
  expect(whole.output).toMatch(/^Whole: 3 entries[.] Last hash: [0-9a-f]{64}\n$/)
  expect(whole.code).toBe(0)

  const cutOff = await verify(['--expect-last', 'f'.repeat(64)], at)
  expect(cutOff).toMatchObject({ code: 1, output: expect.stringContaining('The end was cut off') })

  await database.client.$executeRaw`ALTER TABLE audit_entries DISABLE TRIGGER ALL`
  await database.client.$executeRaw`UPDATE audit_entries SET subject = 'other' WHERE seq = 2`
  expect(await verify([], at)).toEqual({
    code: 1,
    output: 'Broken at entry 2 (altered); 1 before it fit.\n',
  })

  const nowhere = await verify([], { DATABASE_URL: 'postgres://nobody:hush-hush@127.0.0.1:9/none' })
  expect(nowhere.code).toBe(2)
  expect(nowhere.output).toContain('The audit log cannot be read')
  expect(nowhere.output).not.toContain('hush-hush')
  expect((await verify(['--expect-last', 'short'], at)).code).toBe(2)
})

test('[AUDIT-11] without DATABASE_URL it reads the embedded database', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'switchboard-audit-'))
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }))
  const env = { SWITCHBOARD_DATA_DIR: dataDir }
  expect((await verify([], env)).code).toBe(2)
  const embedded = await openEmbeddedDatabase({ dataDir: join(dataDir, 'postgres') })
  await applyMigrations(embedded.url)
  const opened = openDatabase(embedded.url)
  await createAuditStore(opened).append(act, new Date())
  await opened.close()
  await embedded.close()
  expect(await verify([], env)).toMatchObject({
    code: 0,
    output: expect.stringContaining('Whole: 1 '),
  })
})
