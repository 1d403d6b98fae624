/**
 * `npm run recordings:check`: compares the recordings' rows with their files, also
 * while calls run. Flags: `--repair` mends what can be mended, `--quick` compares
 * lengths and leaves the files unread. Exit code 0: all is well, or mended; 1:
 * something is left, each with a line; 2: it could not be checked.
 */
import { parseArgs } from 'node:util'
import { systemClock } from '#server/clock.ts'
import { createLogger } from '#server/logger.ts'
import { checkRecordings, type Finding } from '#server/recordings/check-recordings.ts'
import { openRecordingFiles } from '#server/recordings/open-files.ts'
import { secretsOf } from '#server/redaction/secrets-of.ts'
import { createCarrier } from '#server/twilio/rest.ts'
import { openForCommand } from './recordings-command.ts'

const LEFT = 1
const UNCHECKED = 2
const COMMAND = 'npm run recordings:check'

try {
  const { values } = parseArgs({
    options: {
      repair: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
    },
  })
  await using stack = new AsyncDisposableStack()
  const { config, stores } = await openForCommand(stack, COMMAND)
  const ports = {
    stores,
    files: await openRecordingFiles(config),
    carrier: createCarrier(config),
    clock: systemClock,
    logger: createLogger('relay', config.LOG_LEVEL, secretsOf(config)),
    report: printFinding,
  }
  const { recordings, findings, left } = await checkRecordings(ports, values)
  process.stdout.write(`${recordings} recordings checked: ${summary(findings, left)}\n`)
  if (left > 0 && !values.repair)
    process.stdout.write(`To mend what can be: ${COMMAND} -- --repair\n`)
  process.exitCode = left > 0 ? LEFT : 0
} catch (error) {
  process.exitCode = UNCHECKED
  const message = error instanceof Error ? error.message.trim() : String(error)
  process.stderr.write(`The recordings cannot be checked: ${message}\n`)
}

function printFinding({ subject, detail, repaired }: Finding): void {
  process.stdout.write(`${subject}: ${detail} ${repaired ?? ''}`.trimEnd() + '\n')
}

function summary(findings: number, left: number): string {
  if (findings === 0) return 'all is well.'
  return `${findings} findings, ${findings - left} mended, ${left} left.`
}
