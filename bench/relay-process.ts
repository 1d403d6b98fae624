/** A relay under measurement: any command that listens on RELAY_PORT and takes its settings from the environment. */
import { spawn, type ChildProcess } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { readUsage, type ProcessUsage } from './process-usage.ts'

export type RelayProcess = {
  logFile: string
  usage: () => ProcessUsage
  /** Ends it, and whatever it started. */
  stop(): Promise<void>
}

const root = fileURLToPath(new URL('..', import.meta.url))
/** The end of the pipe that the bench holds kills the group, however the bench went. */
const leaveWithBench = 'exec 3<&0; (read _ <&3; kill -KILL 0) &'
const startWithinMs = 30_000
const stopWithinMs = 3_000

/** Starts `command` in a shell and a process group of its own; settles when its port answers. */
export async function startRelayProcess(options: {
  command: string
  port: number
  env: Record<string, string>
  logFile: string
}): Promise<RelayProcess> {
  const { command, port } = options
  const child = spawn('sh', ['-c', `${leaveWithBench} exec ${command} 3<&- </dev/null`], {
    cwd: root,
    env: {
      NODE_ENV: 'production',
      PATH: process.env['PATH'] ?? '',
      HOME: process.env['HOME'] ?? '/',
      ...options.env,
    },
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  })
  const log = createWriteStream(options.logFile)
  child.stdout.pipe(log)
  child.stderr.pipe(log)
  const leader = child.pid
  if (leader === undefined) throw new Error(`"${command}" could not be started.`)
  const killAtExit = () => signalGroup(leader, 'SIGKILL')
  process.on('exit', killAtExit)
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
  })
  await untilAnswering(child, port, options)
  return {
    logFile: options.logFile,
    usage: () => readUsage(leader),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      signalGroup(leader, 'SIGINT')
      const impatience = setTimeout(killAtExit, stopWithinMs)
      await gone
      clearTimeout(impatience)
      killAtExit()
      process.off('exit', killAtExit)
    },
  }
}

async function untilAnswering(
  child: ChildProcess,
  port: number,
  { command, logFile }: { command: string; logFile: string },
): Promise<void> {
  const deadline = Date.now() + startWithinMs
  while (!(await answers(port))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      throw new Error(`"${command}" does not listen on port ${port}. Its log: ${logFile}`)
    }
    await pause(50)
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' })
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}

function signalGroup(leader: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-leader, signal)
  } catch {
    // It has gone already.
  }
}
