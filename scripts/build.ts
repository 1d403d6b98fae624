import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startChild } from './children.ts'
import { fingerprintSources } from './fingerprint.ts'
import { StartProblem } from './start-problem.ts'

export type BuildOptions = {
  root: string
  dataDir: string
  env: Readonly<Record<string, string | undefined>>
  /** Called with each phase that Next reports. */
  onPhase: (line: string) => void
  signal: AbortSignal
}

/** True where the console must be built again before it can be served. */
export function needsBuild(root: string): boolean {
  try {
    return readFileSync(stampPath(root), 'utf8') !== fingerprintSources(root)
  } catch {
    return true
  }
}

/** Builds the console and stamps the result. Throws {@link StartProblem} with Next's own words when it fails. */
export async function buildConsole(options: BuildOptions): Promise<void> {
  rmSync(stampPath(options.root), { force: true })
  const wanted = fingerprintSources(options.root)
  const lines: string[] = []
  const child = startChild({
    name: 'build',
    args: ['node_modules/next/dist/bin/next', 'build'],
    env: options.env,
    mode: 'production',
    logFile: join(options.dataDir, 'logs', 'build.log'),
    verbose: true,
    show: (line) => {
      lines.push(line)
      if (isPhase(line)) options.onPhase(line.replace(/^[\s✓○]+/, ''))
    },
  })
  const stop = () => void child.stop()
  options.signal.addEventListener('abort', stop, { once: true })
  const how = await child.gone
  options.signal.removeEventListener('abort', stop)
  options.signal.throwIfAborted()
  if (how !== 'exit code 0') {
    throw new StartProblem(
      `The console could not be built (${how}):\n${lines.slice(-40).join('\n')}`,
    )
  }
  writeFileSync(stampPath(options.root), wanted)
}

function isPhase(line: string): boolean {
  return /Creating an optimized|Compiled|Running TypeScript|Collecting page|Generating .* in |Finalizing/.test(
    line,
  )
}

/** Says of which sources the build beside it was made. */
function stampPath(root: string): string {
  return join(root, '.next', 'switchboard-build')
}
