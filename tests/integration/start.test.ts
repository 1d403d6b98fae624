import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test, vi } from 'vitest'
import { claimDataFolder } from '#scripts/data-folder.ts'
import { keepRunning } from '#scripts/keep-running.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const newFolder = () => mkdtempSync(join(tmpdir(), 'start-'))

async function start(env: Record<string, string>) {
  const dataDir = newFolder()
  const child = spawn(process.execPath, ['scripts/start.ts'], {
    cwd: root,
    env: { NODE_ENV: 'test', PATH: process.env['PATH'], SWITCHBOARD_DATA_DIR: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const [code] = await once(child, 'close')
  return { code, output, dataDir }
}

async function listen(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}

/** A process that lives until the test ends; once it speaks its command line says that it is `name`. */
async function stay(name: string) {
  const code = 'console.log(process.pid); setInterval(() => {}, 1000)'
  const child = spawn(process.execPath, ['-e', code, name], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  await once(child.stdout, 'data')
  return child.pid!
}

const isRunning = (pid: number) => {
  try {
    process.kill(pid, 0)
    // A process that ended but was not yet waited for still has an entry.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

test('[START-2] half-set credentials stop the start with what is missing, before anything is made', async () => {
  const { code, output, dataDir } = await start({ TWILIO_AUTH_TOKEN: 'token' })
  expect(code).toBe(1)
  expect(output).toContain('TWILIO_ACCOUNT_SID and TWILIO_PHONE_NUMBER are not')
  expect(existsSync(join(dataDir, 'postgres'))).toBe(false)
})

test('[START-8] busy ports are named, with who holds them and the variables that choose others', async () => {
  const [port, relayPort] = [await listen(), await listen()]
  const { code, output, dataDir } = await start({
    PORT: String(port),
    RELAY_PORT: String(relayPort),
  })
  expect(code).toBe(1)
  expect(output).toContain(`Port ${port} is taken`)
  expect(output).toMatch(/choose another port: PORT=\d+ npm start/)
  expect(output).toContain(`Port ${relayPort} is taken`)
  expect(output).toMatch(/choose another port: RELAY_PORT=\d+ npm start/)
  if (process.platform === 'linux') expect(output).toContain(`(process ${process.pid})`)
  expect(existsSync(join(dataDir, 'postgres'))).toBe(false)
})

test('[START-8] a bad variable is named before anything is started', async () => {
  const { code, output } = await start({ PORT: '0', RELAY_PORT: '18999' })
  expect(code).toBe(1)
  expect(output).toContain('PORT is "0"; it must be a port between 1 and 65535')
})

test('[START-9] a second start in the same folder is refused with the address of the first', async () => {
  const folder = newFolder()
  const pid = await stay('scripts/start.ts')
  const lock = JSON.stringify({ pid, address: 'http://localhost:3000' })
  writeFileSync(join(folder, 'start.lock'), lock)
  expect(() => claimDataFolder(folder, 'http://localhost:4000')).toThrow(
    `http://localhost:3000 (process ${pid})`,
  )
})

test('[START-9] what a killed start left behind is taken over, and cleared at the end', () => {
  const folder = newFolder()
  const path = join(folder, 'start.lock')
  writeFileSync(path, JSON.stringify({ pid: 2 ** 22 - 1, address: 'http://localhost:3000' }))
  const claim = claimDataFolder(folder, 'http://localhost:4000')
  expect(claim.wasStale).toBe(true)
  expect(readFileSync(path, 'utf8')).toContain(`${process.pid}`)
  claim[Symbol.dispose]()
  expect(existsSync(path)).toBe(false)
})

test.runIf(process.platform === 'linux')(
  '[START-9] another program that was given the old process id does not count',
  async () => {
    const folder = newFolder()
    const lock = JSON.stringify({
      pid: await stay('somebody-else'),
      address: 'http://localhost:3000',
    })
    writeFileSync(join(folder, 'start.lock'), lock)
    expect(claimDataFolder(folder, 'http://localhost:4000').wasStale).toBe(true)
  },
)

test('[START-10] when the supervisor is killed outright, its children and theirs leave too', async () => {
  const folder = newFolder()
  const part = join(folder, 'part.mjs')
  writeFileSync(
    part,
    `import { spawn } from 'node:child_process'
     const grandchild = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
     console.log(JSON.stringify([process.pid, grandchild.pid]))
     setInterval(() => {}, 1000)`,
  )
  const supervisor = spawn(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `const { startChild } = await import('${root}scripts/children.ts')
       const child = startChild({ name: 'part', args: ['${part}'], env: process.env, mode: 'production',
         logFile: '${join(folder, 'part.log')}', show: () => {} })
       console.log(await child.line(() => true))
       await child.gone`,
    ],
    { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const [line] = await once(createInterface({ input: supervisor.stdout }), 'line')
  const pids: number[] = JSON.parse(String(line))
  expect(pids.map(isRunning)).toEqual([true, true])
  supervisor.kill('SIGKILL')
  await vi.waitFor(() => expect(pids.map(isRunning)).toEqual([false, false]), 10_000)
})

/** A part of the product that runs `code`, kept up; its lines are those that a person at the keyboard sees. */
function kept(code: string, startsAgain = true) {
  const folder = newFolder()
  const script = join(folder, 'part.mjs')
  writeFileSync(script, code)
  const said: string[] = []
  const logFile = join(folder, 'relay.log')
  const part = keepRunning(
    { name: 'relay', args: [script], env: process.env, mode: 'production', logFile, show() {} },
    { startsAgain, say: (line) => void said.push(line) },
  )
  onTestFinished(() => part.stop({ signal: 'SIGKILL' }))
  const printed = () =>
    existsSync(logFile) ? readFileSync(logFile, 'utf8').trim().split('\n') : []
  return { part, said, printed }
}

test('[START-11] a part that dies is started again, which one line says, and its log is kept', async () => {
  const { part, said, printed } = kept(
    'console.log(JSON.stringify({ pid: process.pid })); setInterval(() => {}, 1000)',
  )
  const problem = part.watch()
  await part.child.line(() => true)
  process.kill(part.child.pid, 'SIGKILL')
  await vi.waitFor(() => expect(printed()).toHaveLength(2), 10_000)
  expect(said).toEqual(['The relay stopped by itself (killed by SIGKILL) and is started again.'])
  const [first, second] = printed().map((line) => (JSON.parse(line) as { pid: number }).pid)
  expect(first).toBe(part.child.pid)
  expect(isRunning(second!)).toBe(true)
  await part.stop()
  expect(isRunning(second!)).toBe(false)
  expect(await Promise.race([problem, Promise.resolve('nothing')])).toBe('nothing')
})

test('[START-12] a part that dies five times within a minute stops everything, with its last lines', async () => {
  const { part, said, printed } = kept('console.error("no such file"); process.exit(3)')
  const problem = await part.watch()
  expect(problem.message).toContain('5 times within a minute, at last exit code 3')
  expect(problem.message).toContain('  no such file')
  expect(said).toHaveLength(4)
  expect(printed()).toEqual(Array(5).fill('no such file'))
})

test('[START-12] a simulator that dies has taken its side of every call along, and stops everything', async () => {
  const { part, said } = kept('process.exit(1)', false)
  expect((await part.watch()).message).toContain('stopped by itself (exit code 1)')
  expect(said).toEqual([])
})
