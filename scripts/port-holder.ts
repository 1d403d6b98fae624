import { execFile } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { promisify } from 'node:util'

export type PortHolder = { pid: number; command: string }

/** Which process listens on a TCP port of this machine; null where the system does not tell. */
export async function findPortHolder(port: number): Promise<PortHolder | null> {
  try {
    return process.platform === 'linux' ? searchProc(port) : await askLsof(port)
  } catch {
    return null
  }
}

/** The command line of a running process; null where it is gone or hidden. */
export function readCommand(pid: number): string | null {
  try {
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').filter(Boolean)
    return words.join(' ')
  } catch {
    return null
  }
}

/** Linux: the listening socket's inode stands in /proc/net/tcp, its owner is whoever has it open. */
function searchProc(port: number): PortHolder | null {
  const inodes = new Set(
    ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((file) => inodesOf(file, port)),
  )
  if (inodes.size === 0) return null
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  const holder = pids.find((pid) => openSockets(pid).some((inode) => inodes.has(inode)))
  if (holder === undefined) return null
  const command = readCommand(Number(holder))
  return command === null ? null : { pid: Number(holder), command: shorten(command) }
}

function shorten(command: string): string {
  return command.length > 80 ? `${command.slice(0, 77)}...` : command
}

const LISTENING = '0A'

function inodesOf(file: string, port: number): string[] {
  const rows = readFileSync(file, 'utf8').split('\n').slice(1)
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`
  return rows.flatMap((row) => {
    const [, local, , state, , , , , , inode] = row.trim().split(/\s+/)
    return local?.endsWith(suffix) && state === LISTENING && inode !== undefined ? [inode] : []
  })
}

function openSockets(pid: string): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      const inode = /^socket:\[(\d+)\]$/.exec(linkTarget(`/proc/${pid}/fd/${fd}`))?.[1]
      return inode === undefined ? [] : [inode]
    })
  } catch {
    return []
  }
}

function linkTarget(path: string): string {
  try {
    return readlinkSync(path)
  } catch {
    return ''
  }
}

async function askLsof(port: number): Promise<PortHolder | null> {
  const args = ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc']
  const { stdout } = await promisify(execFile)('lsof', args, { timeout: 3_000 })
  const pid = /^p(\d+)$/m.exec(stdout)?.[1]
  const command = /^c(.+)$/m.exec(stdout)?.[1]
  return pid === undefined || command === undefined ? null : { pid: Number(pid), command }
}
