import { expect, request, test as base, type Page } from '@playwright/test'
import { owner, ownersBrowser } from './owner.ts'

/** What every page and every page it opened complained about, and what of it was expected. */
type Complaints = { allow: (pattern: RegExp) => void }

/**
 * Playwright's test, failing on anything a page writes to its console as an
 * error or throws. Chromium reports a refused request there too, so a test that
 * provokes one says so with `complaints.allow`.
 */
export const test = base.extend<{ complaints: Complaints; desk: Desk }, { ownSession: OwnSession }>(
  {
    storageState: async ({ storageState, ownSession }, use) => {
      await use(storageState === ownersBrowser ? await ownSession() : storageState)
    },
    ownSession: [
      // oxlint-disable-next-line no-empty-pattern -- Playwright reads what a fixture needs from this pattern
      async ({}, use, { parallelIndex }) => {
        let path: Promise<string> | undefined
        await use(() => (path ??= signIn(`test-results/operator-${String(parallelIndex)}.json`)))
      },
      { scope: 'worker' },
    ],
    complaints: [
      async ({ context }, use) => {
        const heard: string[] = []
        const allowed: RegExp[] = []
        context.on('console', (message) => {
          if (message.type() === 'error')
            heard.push(`${message.text()} (${message.location().url})`)
        })
        context.on('weberror', (error) => heard.push(String(error.error())))
        await use({ allow: (pattern) => void allowed.push(pattern) })
        const unexpected = heard.filter((line) => !allowed.some((pattern) => pattern.test(line)))
        expect(unexpected, 'errors in the browser console').toEqual([])
      },
      { auto: true },
    ],
    desk: async ({ page, complaints }, use) => {
      void complaints
      await use(deskOf(page))
    },
  },
)

export { expect }

/** The owner as a browser of this worker knows them: what one session may ask for in a minute is limited. */
type OwnSession = () => Promise<string>

async function signIn(path: string): Promise<string> {
  const baseURL = process.env['E2E_BASE_URL'] ?? ''
  const browser = await request.newContext({ baseURL, extraHTTPHeaders: { origin: baseURL } })
  const { email, password } = owner
  const answer = await browser.post('/api/auth/sign-in/email', { data: { email, password } })
  expect(answer.status(), await answer.text()).toBe(200)
  await browser.storageState({ path })
  await browser.dispose()
  return path
}

/** The operator's desk, in the operator's words. */
export type Desk = ReturnType<typeof deskOf>

function deskOf(page: Page) {
  const live = page.getByRole('region', { name: 'Live call' })
  const active = live.getByRole('list', { name: 'Active calls' })
  const recordings = page.getByRole('list', { name: 'Recordings' })
  const dial = page.getByRole('form', { name: 'Outbound call' })
  return {
    live,
    active,
    recordings,
    dial,
    number: dial.getByLabel('Number to call'),
    callButton: dial.getByRole('button', { name: 'Call', exact: true }),
    transcript: live.getByRole('log', { name: 'Transcript' }),
    async open() {
      await page.goto('/')
      await expect(page.getByRole('banner').getByText('Live', { exact: true })).toBeVisible()
    },
    async call(number: string) {
      await this.number.fill(number)
      await this.number.press('Enter')
    },
    /** Calls, and waits until that call is the one on view: other tests' calls are up too. */
    async callAndWatch(number: string) {
      await this.call(number)
      await expect(active.getByRole('button', { name: number, pressed: true })).toBeVisible()
    },
  }
}
