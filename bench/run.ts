/**
 * What Switchboard claims about its speed, measured: `npm run bench`. The relay
 * is a black box with real sockets; a bare pass-through in the same run makes
 * the figures comparable between machines.
 */
import { availableParallelism } from 'node:os'
import { compare } from './compare.ts'
import { figuresOf, verdictOf } from './figures.ts'
import { appendHistory, readCommit, resultsDir, writeLatest } from './keep-results.ts'
import { interruption } from './interruption.ts'
import { findLimit } from './limit.ts'
import { readOptions, usage, type BenchOptions } from './options.ts'
import { commandOf } from './relays.ts'
import type { Results } from './results.ts'
import { setStage, type Stage } from './stage.ts'
import { renderTable } from './table.ts'

const modelPieceMs = 200

const say = (line: string) => console.log(line)

try {
  const options = readOptions(process.argv.slice(2))
  if (options.help) say(usage)
  else await bench(options)
} catch (error) {
  process.exitCode = 1
  console.error(error instanceof Error ? error.message : error)
}
// Whatever is still under way after an interruption does not matter any more.
process.exit()

async function bench(options: BenchOptions): Promise<void> {
  say('Setting up: database, carrier, model, phones ...')
  await using stage = await setStage(process.env['DATABASE_URL'] ?? null, `${resultsDir}/logs`)
  const results = await Promise.race([measureAll(stage, options), interruption()])
  const file = writeLatest(results)
  if (options.keep) appendHistory(results)
  say(`\n${renderTable(results)}\nEverything: ${file}`)
  if (figuresOf(results).some((figure) => verdictOf(figure) === 'missed')) process.exitCode = 1
}

async function measureAll(stage: Stage, options: BenchOptions): Promise<Results> {
  const { calls, seconds, repetitions, relay, quick } = options
  say(`Comparing at ${calls} calls, ${repetitions} times ${seconds} s each:`)
  const compared = await compare(stage, options, { repetitions, accuracy: true }, say)
  const results: Results = {
    at: new Date().toISOString(),
    ...readCommit(),
    relay,
    cores: availableParallelism(),
    node: process.versions.node,
    calls,
    seconds,
    pairs: compared.pairs,
    accuracy: compared.accuracy,
    largePieces: null,
    limits: null,
  }
  if (quick) return results
  say(`Comparing with pieces of ${modelPieceMs} ms:`)
  const large = await compare(stage, options, { repetitions: 1, pieceMs: modelPieceMs }, say)
  say('Looking for the limit:')
  const limits = {
    relay: await findLimit(stage, relay, 'relay', say),
    passThrough: await findLimit(stage, commandOf('passThrough', options), 'passThrough', say),
  }
  return { ...results, largePieces: large.pairs[0] ?? null, limits }
}
