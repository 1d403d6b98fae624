/**
 * `npm run fuzz -- [runs] [seed]`: gives the parsers of strangers' bytes as many
 * inputs as asked (a million), of a seed that is new each time and printed.
 */
import { randomInt } from 'node:crypto'
import { runCommand } from './run-command.ts'

const [runs = '1000000', seed = String(randomInt(2 ** 31))] = process.argv.slice(2)
if (![runs, seed].every((given) => /^\d{1,10}$/.test(given))) {
  console.error('Usage: npm run fuzz -- [how many] [seed], both whole numbers.')
  process.exit(2)
}
console.log(`${runs} inputs for each parser, seed ${seed}`)
const { ok } = await runCommand(
  'vitest',
  ['run', 'tests/security/fuzz.test.ts', '--testTimeout', '0'],
  {
    env: { FUZZ_RUNS: runs, FUZZ_SEED: seed },
    onLine: (line) => console.log(line),
  },
)
process.exitCode = ok ? 0 : 1
