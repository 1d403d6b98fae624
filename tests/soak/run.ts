/**
 * Hours of trouble in minutes: calls start, talk, interrupt and end while everything is killed and
 * dropped in turn; then an auditor compares what the carrier and the model saw with the database.
 *
 *   npm run soak -- --minutes 20 --seed 42 --calls 12
 *
 * Exit code 0: nothing found. The seed draws the same people and the same faults again.
 */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { renderReport } from './report.ts'
import { runSoak } from './soak.ts'

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '20' },
    seed: { type: 'string', default: String(Date.now() % 100_000) },
    calls: { type: 'string', default: '12' },
    relays: { type: 'string', default: '2' },
    'fault-seconds': { type: 'string', default: '8' },
    'no-faults': { type: 'boolean', default: false },
    embedded: { type: 'boolean', default: false },
  },
})

const folder = mkdtempSync(join(tmpdir(), 'switchboard-soak-'))
print(`soak of ${values.minutes} minutes; logs in ${folder}`)
const result = await runSoak({
  seed: Number(values.seed),
  seconds: Number(values.minutes) * 60,
  calls: Number(values.calls),
  relays: Number(values.relays),
  faultEveryMs: values['no-faults'] ? null : Number(values['fault-seconds']) * 1_000,
  folder,
  prefersPostgres: !values.embedded,
  report: print,
})
const report = renderReport(result)
writeFileSync(join(folder, 'report.txt'), report)
print(report)
print(`seed ${values.seed}: ${result.findings.length === 0 ? 'passed' : 'FAILED'}`)
process.exitCode = result.findings.length === 0 ? 0 : 1

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
