/**
 * Preloaded into every process that the supervisor starts. Each holds the read
 * end of a pipe whose write end is the supervisor's; when the supervisor goes,
 * however it goes, the pipe ends and the process's whole group leaves too, so
 * that nothing is left listening.
 */
import { isMainThread } from 'node:worker_threads'

const GRACE_MS = 3_000
const supervisor = Number(process.env.SWITCHBOARD_SUPERVISOR_PID)

if (isMainThread && Number.isInteger(supervisor) && supervisor > 1) {
  // Only the first process of a part watches; what it starts in turn (a bundler's
  // workers, say) has a stdin of its own, whose end means nothing.
  delete process.env.SWITCHBOARD_SUPERVISOR_PID
  // Started by the supervisor we lead the group; otherwise our parent does (`node --watch`, `next dev`).
  const leader = process.ppid === supervisor ? process.pid : process.ppid
  process.stdin.once('end', () => leave(leader)).once('error', () => leave(leader))
  process.stdin.resume()
  if ('unref' in process.stdin) process.stdin.unref()
}

function leave(leader: number): void {
  // Not SIGTERM: there is nobody left to hand calls over to, nor time to let them finish.
  signalGroup(leader, 'SIGINT')
  setTimeout(() => signalGroup(leader, 'SIGKILL'), GRACE_MS).unref()
}

function signalGroup(leader: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-leader, signal)
  } catch {
    process.kill(process.pid, signal)
  }
}
