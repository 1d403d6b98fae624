import type { Browser, BrowserContext, Page } from '@playwright/test'
import { codeOf, wrongCodeOf } from '#tests/fixtures/authenticator.ts'
import { expect, test } from './console-test.ts'
import { expectNoViolations } from './expect-no-violations.ts'
import { owner } from './owner.ts'

const password = 'seven quiet harbour lamps'

test('[TEAM-1] who is invited joins by keyboard alone, and finds what their role allows until they are removed', async ({
  page,
  browser,
}) => {
  await page.goto('/settings/people')
  await page.getByRole('button', { name: 'Invite somebody' }).click()
  const invite = page.getByRole('dialog').getByRole('form', { name: 'Invitation' })
  await invite.getByLabel('E-mail').fill('vera@example.com')
  await invite.getByRole('radio', { name: 'Viewer' }).click()
  await invite.getByRole('button', { name: 'Make the link' }).click()
  const shown = page.getByRole('alertdialog', { name: 'Invitation for vera@example.com' })
  const link = await shown.getByLabel('Link').inputValue()
  await expectNoViolations(page)
  await shown.getByRole('button', { name: 'I have copied it' }).click()
  await expect(page.getByRole('list', { name: 'Open invitations' })).toContainText('vera@')

  await using vera = await newVisitor(browser)
  await vera.page.goto(link)
  const form = vera.page.getByRole('form', { name: 'Your account' })
  await expect(form.getByLabel('E-mail')).toHaveValue('vera@example.com')
  await expect(vera.page).toHaveURL(/\/invitation$/)
  await expectNoViolations(vera.page)
  await form.getByLabel('E-mail').focus()
  await vera.page.keyboard.press('Tab')
  await vera.page.keyboard.type('Vera Viewer')
  await vera.page.keyboard.press('Tab')
  await vera.page.keyboard.type(password)
  await vera.page.keyboard.press('Enter')

  const dial = vera.page.getByRole('region', { name: 'Outbound call' })
  await expect(dial.getByText('You can watch and listen')).toBeVisible()
  await expect(dial.getByRole('button', { name: 'Call', exact: true })).toHaveCount(0)
  await expect(vera.page.getByText('may not change agents')).toBeVisible()
  await expect(vera.page.getByLabel('Instructions', { exact: true })).toBeDisabled()
  await vera.page.goto('/settings/people')
  await expect(vera.page.getByText('This page is for owners')).toBeVisible()
  const strip = vera.page.getByRole('navigation', { name: 'Settings' })
  await expect(strip.getByRole('link', { name: 'People' })).toHaveCount(0)

  await page.reload()
  await page.getByRole('combobox', { name: 'Role of Vera Viewer' }).click()
  await page.getByRole('option', { name: /^Operator/ }).click()
  await expect(page.getByText('Vera Viewer is now an operator')).toBeVisible()
  await vera.page.goto('/')
  await expect(dial.getByRole('button', { name: 'Call', exact: true })).toBeVisible()

  await page.getByRole('button', { name: 'Menu of Vera Viewer' }).click()
  await page.getByRole('menuitem', { name: 'Remove' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click()
  await expect(page.getByRole('list', { name: 'People' })).not.toContainText('Vera')
  const signedOut = vera.page.getByRole('form', { name: 'Sign in' })
  await expect(signedOut).toBeVisible()
  await vera.page.goto('/calls')
  await expect(signedOut).toBeVisible()
  await vera.page.goto(link)
  await expect(
    vera.page.getByRole('heading', { name: 'This link does not work any more' }),
  ).toBeVisible()
})

test('[TEAM-2] a second factor is set up in the page, and asked for at the next sign-in', async ({
  page,
  browser,
}) => {
  await using tom = await joined(page, browser, 'tom@example.com')
  await tom.page.goto('/settings/account')
  await tom.page.getByRole('button', { name: 'Set up' }).click()
  const dialog = tom.page.getByRole('dialog')
  await dialog.getByLabel('Your password').fill('not the password')
  await dialog.getByRole('button', { name: 'Continue' }).click()
  await expect(dialog.getByLabel('Your password')).toHaveAccessibleDescription(/not your current/)
  await dialog.getByLabel('Your password').fill(password)
  await dialog.getByRole('button', { name: 'Continue' }).click()
  await expect(dialog.getByRole('img', { name: /^QR code/ })).toBeVisible()
  const secret = (await dialog.getByLabel('Secret').innerText()).replaceAll(' ', '')
  await expectNoViolations(tom.page)
  await dialog.getByLabel('Code of the app').fill(codeOf(secret))
  await dialog.getByRole('button', { name: 'Switch on' }).click()
  const codes = tom.page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem')
  await expect(codes).toHaveCount(10)
  const recovery = await codes.first().innerText()
  await tom.page.getByRole('button', { name: 'I have kept them' }).click()
  await expect(tom.page.getByRole('button', { name: 'Remove' })).toBeVisible()

  await forgetSession(tom)
  await signIn(tom.page, 'tom@example.com', password)
  const second = tom.page.getByRole('form', { name: 'Second step' })
  await expect(second.getByLabel('Code')).toHaveAttribute('autocomplete', 'one-time-code')
  await expectNoViolations(tom.page)
  await second.getByLabel('Code').fill(wrongCodeOf(secret).replace(/^.../, '$& '))
  await second.getByRole('button', { name: 'Sign in' }).click()
  await expect(second.getByLabel('Code')).toHaveAccessibleDescription(/does not fit/)
  // The next one, as a code opens one session: it is taken half a minute early.
  await second.getByLabel('Code').fill(codeOf(secret, 1))
  await second.getByRole('button', { name: 'Sign in' }).click()
  await expect(tom.page.getByRole('heading', { name: 'Outbound call' })).toBeVisible()

  await forgetSession(tom)
  await signIn(tom.page, 'tom@example.com', password)
  await second.getByRole('button', { name: 'Use a recovery code' }).click()
  await second.getByLabel('Recovery code').fill(recovery)
  await second.getByRole('button', { name: 'Sign in' }).click()
  await expect(tom.page.getByRole('heading', { name: 'Outbound call' })).toBeVisible()
})

test('[TEAM-3] a reset link sets a new password once, and signs its owner out everywhere', async ({
  page,
  browser,
}) => {
  await using rosa = await joined(page, browser, 'rosa@example.com')
  await page.goto('/settings/people')
  await page.getByRole('button', { name: 'Menu of rosa@example.com' }).click()
  await page.getByRole('menuitem', { name: 'Make a reset link' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Make the link' }).click()
  const link = await page.getByRole('alertdialog').getByLabel('Link').inputValue()

  await using elsewhere = await newVisitor(browser)
  await elsewhere.page.goto(link)
  const form = elsewhere.page.getByRole('form', { name: 'Reset' })
  await form.getByLabel('New password').fill('a wholly other phrase')
  await expect(elsewhere.page).toHaveURL(/\/reset-password$/)
  await expectNoViolations(elsewhere.page)
  await form.getByRole('button', { name: 'Set the password' }).click()
  await elsewhere.page.getByRole('link', { name: 'Sign in' }).click()
  await signIn(elsewhere.page, 'rosa@example.com', 'a wholly other phrase')
  await expect(elsewhere.page.getByRole('heading', { name: 'Outbound call' })).toBeVisible()
  const signedOut = rosa.page.getByRole('form', { name: 'Sign in' })
  await expect(signedOut).toBeVisible()
  await rosa.page.goto('/recordings')
  await expect(signedOut).toBeVisible()
})

test.describe('phone-sized', () => {
  test.use({ viewport: { width: 390, height: 844 } })

  test('[A11Y-1] the pages about people break no rule', async ({ page, complaints }) => {
    complaints.allow(/status of 410/)
    await page.goto('/settings/account')
    await expect(page.getByRole('list', { name: 'Sessions' })).toContainText('This browser')
    await expectNoViolations(page)
    await page.keyboard.press('g')
    await page.keyboard.press('d')
    await expect(page).toHaveURL(/\/(\?call=|$)/)
    await page.keyboard.press('g')
    await page.keyboard.press('s')
    await expect(page.getByRole('heading', { name: 'Account', level: 1 })).toBeVisible()
    await page.getByRole('link', { name: 'People' }).click()
    const self = page.getByRole('combobox', { name: `Role of ${owner.name}` })
    await expect(self).toBeDisabled()
    await expect(self).toHaveAccessibleDescription(/only owner/)
    await expectNoViolations(page)
    for (const path of ['/invitation#used', '/reset-password#used']) {
      await page.goto(path)
      await expect(page.getByText('does not work any more')).toBeVisible()
      await expectNoViolations(page)
    }
  })
})

type Visitor = AsyncDisposable & { context: BrowserContext; page: Page }

/** A browser of its own, in which nobody is signed in. */
async function newVisitor(browser: Browser): Promise<Visitor> {
  const context = await browser.newContext({
    storageState: { cookies: [], origins: [] },
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  return { context, page, [Symbol.asyncDispose]: () => context.close() }
}

/** A browser in which somebody is signed in who has just joined as operator, named as their address. */
async function joined(ownersPage: Page, browser: Browser, email: string): Promise<Visitor> {
  await ownersPage.goto('/settings/account')
  const url = await ownersPage.evaluate(async (to) => {
    const headers = { 'content-type': 'application/json' }
    const body = JSON.stringify({ email: to, role: 'operator' })
    const response = await fetch('/api/invitations', { method: 'POST', headers, body })
    return ((await response.json()) as { url: string }).url
  }, email)
  const visitor = await newVisitor(browser)
  await visitor.page.goto(url)
  const form = visitor.page.getByRole('form', { name: 'Your account' })
  await form.getByLabel('Name').fill(email)
  await form.getByLabel('Password').fill(password)
  await form.getByRole('button', { name: /^Join/ }).click()
  await expect(visitor.page.getByRole('heading', { name: 'Outbound call' })).toBeVisible()
  return visitor
}

/** Away from the console first: a page that finds itself signed out goes to the sign-in by itself. */
async function forgetSession({ context, page }: Visitor): Promise<void> {
  await page.goto('about:blank')
  await context.clearCookies()
}

async function signIn(page: Page, email: string, word: string): Promise<void> {
  await page.goto('/sign-in')
  const form = page.getByRole('form', { name: 'Sign in' })
  await form.getByLabel('E-mail').fill(email)
  await form.getByLabel('Password').fill(word)
  await form.getByRole('button', { name: 'Sign in' }).click()
}
