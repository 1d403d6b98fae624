import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { renderReport } from './report.ts'
import { runSoak } from './soak.ts'

test('[FAULT-9] two minutes of calls while everything is killed and dropped in turn leave nothing lost, doubled, mixed up or open', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'switchboard-soak-'))
  const news: string[] = []
  const result = await runSoak({
    seed: 42,
    seconds: 120,
    calls: 5,
    relays: 2,
    faultEveryMs: 5_000,
    folder,
    prefersPostgres: true,
    report: (line) => news.push(line),
  })
  const report = [...news, renderReport(result)].join('\n')
  writeFileSync(join(folder, 'report.txt'), report)
  expect(result.findings, `${report}\nlogs in ${folder}`).toEqual([])
  expect(result.evidence.calls.length).toBeGreaterThan(15)
  expect(result.evidence.faults.length).toBeGreaterThan(10)
})
