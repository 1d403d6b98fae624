import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { ACCOUNT_SID, AUTH_TOKEN, OURS, sdkFor } from '#tests/fixtures/carrier-under-test.ts'

const main = fileURLToPath(new URL('../../simulator/main.ts', import.meta.url))
/** Starting a process, its voices and its scenarios takes a second, more on a busy machine. */
const PATIENCE_MS = 40_000

const PORTS = { SIMULATOR_CARRIER_PORT: '0', SIMULATOR_MODEL_PORT: '0' }
const ACCOUNT = {
  TWILIO_ACCOUNT_SID: ACCOUNT_SID,
  TWILIO_AUTH_TOKEN: AUTH_TOKEN,
  TWILIO_PHONE_NUMBER: OURS,
  SIMULATOR_VOICE_URL: 'http://127.0.0.1:9/twiml',
}

function startProcess(environment: Record<string, string>) {
  const child = spawn(process.execPath, [main], { env: { ...process.env, ...environment } })
  const [firstLine, exit] = [once(createInterface(child.stdout), 'line'), once(child, 'close')]
  const errors: string[] = []
  child.stderr.on('data', (text: Buffer) => errors.push(text.toString('utf8')))
  return { child, firstLine, exit, errors }
}

test.each([
  ['is asked to', (child: ReturnType<typeof spawn>) => void child.kill('SIGTERM')],
  ['loses its parent', (child: ReturnType<typeof spawn>) => void child.stdin?.end()],
])(
  'the process says where it listens, and leaves when it %s',
  async (_, leave) => {
    const { child, firstLine, exit } = startProcess({ ...PORTS, ...ACCOUNT })
    const ready = JSON.parse(String((await firstLine)[0])) as Record<string, string>
    expect(ready).toEqual({
      ready: true,
      carrier: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      model: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/v1$/),
    })
    const [number] = await sdkFor(ready['carrier']!, AUTH_TOKEN).incomingPhoneNumbers.list()
    expect(number).toMatchObject({ phoneNumber: OURS, voiceUrl: ACCOUNT.SIMULATOR_VOICE_URL })
    leave(child)
    expect(await exit).toEqual([0, null])
  },
  PATIENCE_MS,
)

test(
  'a wrong environment ends the process with the name of the variable',
  async () => {
    const { exit, errors } = startProcess({ ...PORTS, ...ACCOUNT, TWILIO_ACCOUNT_SID: 'AC1' })
    expect(await exit).toEqual([1, null])
    expect(errors.join('')).toContain('TWILIO_ACCOUNT_SID')
  },
  PATIENCE_MS,
)
