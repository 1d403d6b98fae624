/**
 * `npm run recordings:move -- --to s3://bucket/prefix`: copies the recordings' files
 * to another place, also while calls run; begun again, it goes on. Flags: `--from`
 * (left out: STORAGE_URL), `--delete-source` removes each file once its copy was
 * read and found right. Exit code 0: all of them are there; 1: some are not, each
 * with a line; 2: it could not be done.
 */
import { parseArgs } from 'node:util'
import type { MoveProgress } from '#server/recordings/move-recordings.ts'
import { moveRecordings } from '#server/recordings/move-recordings.ts'
import { openRecordingFiles } from '#server/recordings/open-files.ts'
import { nameOfPlace, parseStorageUrl } from '#server/storage-place.ts'
import { openForCommand } from './recordings-command.ts'
import { StartProblem } from './start-problem.ts'

const LEFT = 1
const UNDONE = 2
const PROGRESS_EVERY_MS = 1_000

const stopping = new AbortController()
process.once('SIGINT', () => stopping.abort(new Error('stopped; begin again to go on')))

try {
  const { values } = parseArgs({
    options: {
      to: { type: 'string' },
      from: { type: 'string' },
      'delete-source': { type: 'boolean', default: false },
    },
  })
  await using stack = new AsyncDisposableStack()
  const { config, stores } = await openForCommand(stack, 'npm run recordings:move')
  const places = [values.from ?? config.STORAGE_URL, values.to ?? '']
  const [from, to] = places.map(requirePlace) as [string, string]
  if (from === to) throw new StartProblem('--to is where they are already.')
  process.stdout.write(`From ${from} to ${to}\n`)
  const [fromFiles, toFiles] = await Promise.all(
    places.map((STORAGE_URL) => openRecordingFiles({ ...config, STORAGE_URL })),
  )
  if (fromFiles === undefined || toFiles === undefined) throw new StartProblem('no places given.')
  const progress = await moveRecordings(
    {
      recordings: stores.recordings,
      from: fromFiles,
      to: toFiles,
      onProgress: nowAndThen(),
      onTrouble: (sid, why) => process.stdout.write(`${sid} is left where it is: ${why}.\n`),
    },
    { deleteSource: values['delete-source'] },
    stopping.signal,
  )
  process.stdout.write(`Done. ${describe(progress)}\n`)
  process.exitCode = progress.left > 0 ? LEFT : 0
} catch (error) {
  process.exitCode = UNDONE
  const message = error instanceof Error ? error.message.trim() : String(error)
  process.stderr.write(`The recordings were not all moved: ${message}\n`)
}

function requirePlace(storageUrl: string): string {
  const place = parseStorageUrl(storageUrl)
  if (place !== null) return nameOfPlace(place)
  throw new StartProblem(
    '--to takes a place like s3://recordings/switchboard or file:.data/recordings.',
  )
}

/** A line a second at most. */
function nowAndThen(): (progress: MoveProgress) => void {
  let lastMs = performance.now()
  return (progress) => {
    if (performance.now() - lastMs < PROGRESS_EVERY_MS) return
    lastMs = performance.now()
    process.stdout.write(`  ${describe(progress)}\n`)
  }
}

function describe({ files, copied, copiedBytes, there, deleted, left }: MoveProgress): string {
  const mebibytes = (copiedBytes / 1_048_576).toFixed(1)
  return `${files} files: ${copied} copied (${mebibytes} MiB), ${there} there already, ${deleted} removed at the source, ${left} left.`
}
