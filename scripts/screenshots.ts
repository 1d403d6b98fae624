/**
 * `node scripts/screenshots.ts [address]`: takes docs/images/desk.png from a
 * Switchboard that was just started on an empty folder
 * (`SWITCHBOARD_DATA_DIR=$(mktemp -d) npm start`): makes its owner, lets one
 * call run to its end, and takes the desk in the middle of the next.
 */
import { chromium, type Page } from '@playwright/test'
import { findChromium } from './chromium.ts'

const address = process.argv[2] ?? 'http://localhost:3000'
const executablePath = findChromium()
const browser = await chromium.launch({
  ...(executablePath === null ? {} : { executablePath }),
  args: ['--no-sandbox'],
})
const page = await browser.newPage({
  viewport: { width: 1_440, height: 900 },
  colorScheme: 'light',
  locale: 'en-US',
})
await makeOwner(page)
await dial(page, '+1 415 555 0100')
await page.getByText('Caller hung up').waitFor({ timeout: 120_000 })
await page.getByRole('list', { name: 'Recordings' }).getByRole('button').first().waitFor()
await dial(page, '+44 20 7946 0101')
await page.getByRole('log', { name: 'Transcript' }).getByText('before midnight').waitFor({
  timeout: 60_000,
})
await page.screenshot({ path: 'docs/images/desk.png' })
await browser.close()

async function makeOwner(on: Page): Promise<void> {
  await on.goto(`${address}/setup`)
  await on.getByLabel('Name').fill('Ada Lindqvist')
  await on.getByLabel('E-mail').fill('ada@example.com')
  await on.getByLabel('Password').fill('correct horse battery staple')
  await on.getByRole('button', { name: 'Make account and open the desk' }).click()
  await on.getByRole('banner').getByText('Live', { exact: true }).waitFor()
}

async function dial(on: Page, number: string): Promise<void> {
  await on.getByLabel('Number to call').fill(number)
  await on.getByLabel('Number to call').press('Enter')
  await on
    .getByRole('list', { name: 'Active calls' })
    .getByRole('button', { name: number, pressed: true })
    .waitFor()
}
