/**
 * What is claimed about the speed of recordings and history, measured: `npm run
 * bench:history`. Each section prints a table and how busy the machine was; the
 * exit code is 1 where something took longer than was promised.
 */
import { loadavg } from 'node:os'
import { measureFinding } from './history/measure-finding.ts'
import { measurePlayable } from './history/measure-playable.ts'
import { measureSeeking } from './history/measure-seeking.ts'
import { setRecordingStage } from './history/recording-stage.ts'
import { interruption } from './interruption.ts'

const sections = ['finding', 'playable', 'seeking'] as const
type Section = (typeof sections)[number]

const usage = `npm run bench:history -- [section ...]

  finding   a page of calls, by filters and by words, in the Postgres at DATABASE_URL,
            which npm run seed:history has filled
  playable  from the end of a call until its recording plays
  seeking   the first byte of a seek in a recording of two hours

Left out: all three. The last two make a scratch database on that server and drop
it again; where DATABASE_URL is not set, they use the embedded one.`

try {
  process.exitCode = await bench(process.argv.slice(2), process.env['DATABASE_URL'] ?? null)
} catch (error) {
  process.exitCode = 1
  console.error(error instanceof Error ? error.message : error)
}
// Whatever is still under way after an interruption does not matter any more.
process.exit()

/** Answers the exit code. */
async function bench(args: readonly string[], url: string | null): Promise<number> {
  const asked = args.length === 0 ? sections : sections.filter((name) => args.includes(name))
  if (!args.every((arg) => asked.some((name) => name === arg))) {
    console.error(usage)
    return 2
  }
  if (url === null && asked.includes('finding')) {
    console.error('Give a database that npm run seed:history has filled in DATABASE_URL.')
    return 2
  }
  return (await measure(asked, url)) > 0 ? 1 : 0
}

/** Answers how much took longer than was promised. */
async function measure(asked: readonly Section[], url: string | null): Promise<number> {
  const stop = interruption()
  // Between two sections nobody listens; the next one stops at once.
  stop.catch(() => undefined)
  let missed = 0
  if (asked.includes('finding') && url !== null) {
    missed += await withLoad(() => Promise.race([measureFinding(url), stop]))
  }
  if (!asked.includes('playable') && !asked.includes('seeking')) return missed
  await using stage = await setRecordingStage(url)
  if (asked.includes('playable')) {
    missed += await withLoad(() => Promise.race([measurePlayable(stage), stop]))
  }
  if (asked.includes('seeking')) {
    missed += await withLoad(() => Promise.race([measureSeeking(stage), stop]))
  }
  return missed
}

async function withLoad(section: () => Promise<number>): Promise<number> {
  const before = load()
  const missed = await section()
  console.log(`load ${before} before, ${load()} after\n`)
  return missed
}

function load(): string {
  return loadavg()[0]?.toFixed(1) ?? ''
}
