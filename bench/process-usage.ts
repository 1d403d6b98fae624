/** What processes have used, from Linux's /proc (proc_pid_stat(5), proc_stat(5)). */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

export type ProcessUsage = { cpuMs: number; residentKb: number }

const tickMs = 1_000 / Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }))
const pageKb = Number(execFileSync('getconf', ['PAGESIZE'], { encoding: 'utf8' })) / 1_024

/** Sums over every process of the group that `leader` leads, all threads and children. */
export function readUsage(leader: number): ProcessUsage {
  const usage = { cpuMs: 0, residentKb: 0 }
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const fields = readStat(name)
    if (fields === null || Number(fields[2]) !== leader) continue
    usage.cpuMs += (Number(fields[11]) + Number(fields[12])) * tickMs
    usage.residentKb += Number(fields[21]) * pageKb
  }
  return usage
}

/** CPU time that the whole machine has spent on anything since it started, ms. */
export function readMachineBusyMs(): number {
  const [line = ''] = readFileSync('/proc/stat', 'utf8').split('\n')
  const [user = 0, nice = 0, system = 0, , , irq = 0, softIrq = 0] = line
    .split(/\s+/)
    .slice(1)
    .map(Number)
  return (user + nice + system + irq + softIrq) * tickMs
}

/** The fields after the name, which may itself contain spaces: state, ppid, pgrp, ... Null: it has gone. */
function readStat(pid: string): string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return null
  }
}
