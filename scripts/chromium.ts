import { execFileSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from '@playwright/test'
import { runCommand } from './run-command.ts'

/** The engine without the windows around it: a page costs it half the time, so it comes first. */
const shell = 'chromium-headless-shell'
const names = [shell, 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/**
 * Where a Chromium stands on this machine: `CHROMIUM_PATH`, one on the PATH,
 * or the one that Playwright downloads for itself. Null: nowhere.
 */
export function findChromium(): string | null {
  const given = process.env['CHROMIUM_PATH']
  if (given !== undefined && given !== '') return given
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin', '/snap/bin']
  const candidates = [
    ...names.flatMap((name) => folders.map((folder) => join(folder, name))),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    chromium.executablePath(),
  ]
  return candidates.find(isExecutable) ?? null
}

/**
 * The Chromium to test with. Where we are root on a Debian, its headless shell is
 * installed when there is none, and elsewhere Playwright's own download when there is no
 * browser at all. Answers where it is, or null when nothing worked.
 */
export async function provideChromium(onLine: (line: string) => void): Promise<string | null> {
  const standing = findChromium()
  if (standing === process.env['CHROMIUM_PATH'] || standing?.endsWith(shell)) return standing
  if (process.getuid?.() === 0 && hasProgram('apt-get')) {
    await runApt('update')
    for (const browser of [shell, 'chromium']) {
      onLine(`installing ${browser} with apt-get`)
      await runApt('install', '-y', '--no-install-recommends', browser, 'fonts-liberation')
      if (findChromium() !== null) break
    }
  }
  if (findChromium() === null) {
    onLine('downloading chromium with playwright')
    await runCommand('playwright', ['install', 'chromium'])
  }
  return findChromium()
}

/** Gives up soon where no archive is reached: there may be a browser to go on with. */
async function runApt(...args: string[]): Promise<void> {
  const impatient = ['-o', 'Acquire::Retries=1', '-o', 'Acquire::http::Timeout=15']
  await runCommand('apt-get', [...impatient, ...args], {
    env: { DEBIAN_FRONTEND: 'noninteractive' },
  })
}

/** What a person must do where {@link provideChromium} could not. */
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
