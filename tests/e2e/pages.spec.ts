import { expect, test } from './console-test.ts'
import { expectHoldsOnScreens, screens } from './expect-holds-on-screens.ts'
import { expectNoSidewaysScroll } from './expect-no-sideways-scroll.ts'
import { expectNoViolations } from './expect-no-violations.ts'
import { placeCall } from './place-call.ts'

const pages = [
  { name: 'desk', path: '/', ready: 'Outbound call' },
  { name: 'calls', path: '/calls', ready: 'Calls' },
  { name: 'recordings', path: '/recordings', ready: 'Recordings' },
] as const

for (const { name, path, ready } of pages) {
  test(`[A11Y-1] the ${name} page breaks no rule`, async ({ page }) => {
    await page.goto(path)
    await expect(page.getByRole('heading', { name: ready }).first()).toBeVisible()
    await expectHoldsOnScreens(page)
  })
}

for (const [screen, viewport] of Object.entries(screens)) {
  test.describe(screen, () => {
    test.use({ viewport })

    test('[A11Y-1] the session configuration breaks no rule with its parts open', async ({
      page,
    }) => {
      await page.goto('/')
      if (screen === 'phone-sized')
        await page.getByRole('button', { name: 'Agent', exact: true }).click()
      const panel = page.getByRole('region', { name: 'Session configuration' })
      for (const part of [/^When the line/, /^Ending the call/, /^When something breaks/]) {
        await panel.getByRole('button', { name: part }).click()
      }
      await panel.getByRole('switch', { name: 'Ask, then end the call' }).click()
      await panel.getByRole('radio', { name: 'Transfer the caller to a number' }).click()
      await expect(panel.getByLabel('Number to transfer to')).toBeVisible()
      await expectNoViolations(page)
      await expectNoSidewaysScroll(page)
    })
  })
}

test('[A11Y-1] the sign-in page breaks no rule', async ({ page }) => {
  await page.context().clearCookies()
  await page.goto('/sign-in')
  await expect(page.getByRole('form', { name: 'Sign in' })).toBeVisible()
  await expectHoldsOnScreens(page)
})

test('[A11Y-1] a page that does not exist says so and breaks no rule', async ({
  page,
  complaints,
}) => {
  complaints.allow(/status of 404/)
  await page.goto('/nowhere')
  await expect(page.getByRole('heading').first()).toBeVisible()
  await expectHoldsOnScreens(page)
})

test('[A11Y-1] a call’s page breaks no rule, live and ended', async ({ page }) => {
  await page.goto('/calls')
  await page.goto(`/calls/${await placeCall(page, '+12125550103')}`)
  await expect(page.getByText('In call').first()).toBeVisible({ timeout: 30_000 })
  await expectHoldsOnScreens(page)
  await page.getByRole('button', { name: 'End call' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'End call' }).click()
  await expect(page.getByText('Ended by operator').first()).toBeVisible()
  await expectHoldsOnScreens(page)
})

test('[A11Y-2] the desk can be worked by keyboard alone', async ({ page, desk }) => {
  await desk.open()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to the page' })).toBeFocused()
  await desk.number.focus()
  await page.keyboard.type('+13035550103')
  await page.keyboard.press('Enter')
  await expect(desk.live.getByText('In call').first()).toBeVisible({ timeout: 30_000 })
})
