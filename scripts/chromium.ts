import { execFileSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from '@playwright/test'
import { runCommand } from './run-command.ts'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/**
 * Where a Chromium stands on this machine: `CHROMIUM_PATH`, one on the PATH,
 * or the one that Playwright downloads for itself. Null: nowhere.
 */
export function findChromium(): string | null {
  const given = process.env['CHROMIUM_PATH']
  if (given !== undefined && given !== '') return given
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin', '/snap/bin']
  const candidates = [
    ...folders.flatMap((folder) => names.map((name) => join(folder, name))),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    chromium.executablePath(),
  ]
  return candidates.find(isExecutable) ?? null
}

/**
 * Installs one the way this machine allows: Debian's package where we are root,
 * else Playwright's own download. Answers where it is, or null when neither worked.
 */
export async function installChromium(onLine: (line: string) => void): Promise<string | null> {
  if (process.getuid?.() === 0 && hasProgram('apt-get')) {
    const env = { DEBIAN_FRONTEND: 'noninteractive' }
    await runCommand('apt-get', ['update'], { env })
    const install = ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation']
    onLine('installing chromium with apt-get')
    await runCommand('apt-get', install, { env })
    const found = findChromium()
    if (found !== null) return found
  }
  onLine('downloading chromium with playwright')
  await runCommand('playwright', ['install', 'chromium'])
  return findChromium()
}

/** What a person must do where {@link installChromium} could not. */
export const chromiumAdvice =
  'No Chromium: install one (Debian: apt-get install chromium; else: npx playwright install --with-deps chromium) or set CHROMIUM_PATH.'

function isExecutable(path: string): boolean {
  try {
    if (!existsSync(path)) return false
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function hasProgram(name: string): boolean {
  try {
    execFileSync(name, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
