import { parseArgs } from 'node:util'

export type BenchOptions = {
  quick: boolean
  calls: number
  seconds: number
  repetitions: number
  /** The command that starts the relay under measurement. */
  relay: string
  /** Append the results to bench/history.jsonl. */
  keep: boolean
  help: boolean
}

/** As `npm run relay` starts it. */
const relayCommand = 'node --max-semi-space-size=4 --heap-growing-percent=40 server/relay/main.ts'

export const usage = `npm run bench -- [options]

  --quick              about a minute: fewer and shorter repetitions, no search for the limit
  --calls <n>          calls at once in the comparison (100)
  --seconds <n>        how long each measurement lasts (6; quick: 4)
  --repetitions <n>    pairs of measurements, relay and pass-through in turn (5; quick: 1)
  --relay <command>    what starts the relay (${relayCommand}); settings come by environment
  --keep               append the results to bench/history.jsonl

DATABASE_URL, where set, names a Postgres server that the relay uses instead of the
embedded one; the bench makes a scratch database there and drops it.`

/** Throws an Error with a message for people when an option is unknown or no number. */
export function readOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      calls: { type: 'string', default: '100' },
      seconds: { type: 'string' },
      repetitions: { type: 'string' },
      relay: { type: 'string', default: relayCommand },
      keep: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  const { quick, relay, keep, help } = values
  return {
    quick,
    calls: wholeNumber('--calls', values.calls),
    seconds: wholeNumber('--seconds', values.seconds ?? (quick ? '4' : '6')),
    repetitions: wholeNumber('--repetitions', values.repetitions ?? (quick ? '1' : '5')),
    relay,
    keep,
    help,
  }
}

function wholeNumber(name: string, text: string): number {
  const value = Number(text)
  if (Number.isInteger(value) && value >= 1 && value <= 10_000) return value
  throw new Error(`${name} must be a whole number from 1 to 10000, not "${text}".`)
}
