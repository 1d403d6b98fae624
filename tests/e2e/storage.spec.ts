import type { Page } from '@playwright/test'
import { expect, test } from './console-test.ts'
import { expectHoldsOnScreens } from './expect-holds-on-screens.ts'
import { expectNoViolations } from './expect-no-violations.ts'
import { placeCall } from './place-call.ts'

test('[STORE-3] a held call cannot be deleted; let go, it goes, and its page and the storage page say by whom', async ({
  page,
  complaints,
}) => {
  // The page may ask for what has just gone: the call (404), or its recording (410).
  complaints.allow(/status of (404|410)/)
  const callSid = await endedCall(page, '+12125550117')
  await page.goto(`/calls/${callSid}`)
  const menu = page.getByRole('button', { name: 'Menu of the call' })
  await menu.click()
  await page.getByRole('menuitem', { name: 'Place a legal hold' }).click()
  await expect(page.getByText('Legal hold', { exact: true })).toBeVisible()
  await menu.click()
  await expect(page.getByRole('menuitem', { name: 'Delete call' })).toBeDisabled()
  await page.getByRole('menuitem', { name: 'Lift the legal hold' }).click()
  await expect(page.getByText('Legal hold', { exact: true })).toHaveCount(0)

  await menu.click()
  await page.getByRole('menuitem', { name: 'Delete transcript' }).click()
  const question = page.getByRole('alertdialog', { name: 'Delete the transcript?' })
  await page.keyboard.press('Escape')
  await expect(question).toHaveCount(0)
  await expect(menu).toBeFocused()

  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: 'Delete call' }).click()
  const last = page.getByRole('alertdialog', { name: 'Delete this call?' })
  await expect(last.getByText(/A tombstone/)).toBeVisible()
  await last.getByRole('button', { name: 'Delete call' }).click()
  await expect(page).toHaveURL(/\/calls$/)
  await expect(page.getByText('Call deleted')).toBeVisible()

  await page.goto(`/calls/${callSid}`)
  await expect(page.getByText('This call was deleted')).toBeVisible()
  await expect(page.getByText(/^By Ada Operator, /)).toBeVisible()
  await expectNoViolations(page)
  await page.goto('/settings/storage')
  const gone = page.getByRole('list', { name: 'What was deleted' })
  await expect(gone.getByText('deleted by Ada Operator').first()).toBeVisible()
})

test('[RET-5] a shorter time of keeping is saved only once what it deletes has been read', async ({
  page,
}) => {
  await page.goto('/settings/keeping')
  const calls = page.getByRole('group', { name: 'Calls', exact: true })
  const save = page.getByRole('button', { name: 'Save' })
  await calls.getByRole('radio', { name: 'For days' }).click()
  await calls.getByLabel('Calls: days').fill('0')
  await expect(save).toBeDisabled()
  await calls.getByLabel('Calls: days').fill('3650')
  await save.click()
  const question = page.getByRole('alertdialog', { name: 'Keep it for a shorter time?' })
  await expect(question.getByText('Calls: 3,650 days instead of for ever')).toBeVisible()
  await expectNoViolations(page)
  await question.getByRole('button', { name: 'Save and delete what is older' }).click()
  await expect(page.getByText('Everything is saved')).toBeVisible()
  await calls.getByRole('radio', { name: 'For ever' }).click()
  await save.click()
  await expect(page.getByText('Everything is saved')).toBeVisible()
})

test('[DEL-11] everything on a number is counted, and deleted once its last digits are typed', async ({
  page,
}) => {
  await endedCall(page, '+12125550118')
  await page.goto('/settings/number')
  await page.getByLabel('Number').fill('+1 212 555 0118')
  await page.keyboard.press('Enter')
  const held = page.getByRole('region', { name: '+1 212 555 0118' })
  await expect(held.getByRole('button', { name: 'Export as zip' })).toBeVisible()
  await held.getByRole('button', { name: 'Delete everything' }).click()
  const question = page.getByRole('alertdialog')
  await expectNoViolations(page)
  await question.getByRole('button', { name: 'Delete everything' }).click()
  await expect(question.getByText('They are 0118.')).toBeVisible()
  await question.getByLabel(/^Type the last 4 digits/).fill('0118')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Nothing is held on +1 212 555 0118')).toBeVisible()
})

test('[A11Y-1] the pages of storage, keeping and a number break no rule', async ({ page }) => {
  await page.goto('/settings/storage')
  await expect(page.getByRole('heading', { name: 'Used' })).toBeVisible()
  await expectHoldsOnScreens(page)

  await page.goto('/settings/keeping')
  await expect(page.getByRole('form', { name: 'Keeping' })).toBeVisible()
  await page.getByRole('button', { name: 'Add an agent' }).click()
  await page.getByRole('menuitem').first().click()
  await expectHoldsOnScreens(page)

  await page.goto('/settings/number')
  await expect(page.getByRole('form', { name: 'Find what is held' })).toBeVisible()
  await expectHoldsOnScreens(page)
})

/** Places a call and ends it once somebody has answered; answers its CallSid. */
async function endedCall(page: Page, to: string): Promise<string> {
  await page.goto('/settings/storage')
  const callSid = await placeCall(page, to)
  const read = (path: string, method = 'GET') =>
    page.evaluate(
      async ([url = '', verb = '']) => {
        const response = await fetch(url, { method: verb })
        return (await response.json()) as { status: string; endedAt: string | null }
      },
      [`/api/calls/${callSid}${path}`, method],
    )
  await expect.poll(async () => (await read('')).status, { timeout: 30_000 }).toBe('in-progress')
  await read('/end', 'POST')
  await expect.poll(async () => (await read('')).endedAt, { timeout: 30_000 }).not.toBeNull()
  return callSid
}
