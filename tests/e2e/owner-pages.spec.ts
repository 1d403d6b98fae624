import type { Page } from '@playwright/test'
import { expect, test } from './console-test.ts'
import { expectHoldsOnScreens } from './expect-holds-on-screens.ts'

test('[OWN-1] a key is shown once, opens the API, and opens nothing once it is revoked; the audit log tells all of it', async ({
  page,
  playwright,
  baseURL,
}) => {
  await page.goto('/settings/keys')
  await page.getByRole('button', { name: /^Make (a|the first) key$/ }).click()
  const form = page.getByRole('form', { name: 'New key' })
  await form.getByRole('button', { name: 'Make key' }).click()
  await expect(form.getByLabel('Name')).toHaveAccessibleDescription(/Name the key/)
  await expect(form.getByText('Choose at least one scope.')).toBeVisible()
  await form.getByLabel('Name').fill('Night auditor')
  await form.getByRole('button', { name: 'Read only' }).click()
  await form.getByRole('button', { name: 'Make key' }).click()

  const shown = page.getByRole('alertdialog', { name: 'Night auditor' })
  const secret = await shown.getByLabel('Secret').inputValue()
  await page.mouse.click(5, 5)
  await page.keyboard.press('Escape')
  await expect(shown).toBeVisible()
  await shown.getByRole('button', { name: 'I have copied it' }).click()
  await expect(page.getByText(secret)).toHaveCount(0)

  const program = await playwright.request.newContext({
    ...(baseURL ? { baseURL } : {}),
    extraHTTPHeaders: { 'X-API-Key': secret },
    storageState: { cookies: [], origins: [] },
  })
  expect((await program.get('/api/calls')).status()).toBe(200)
  expect((await program.get('/api/calls/no-such-call/transcript')).status()).toBe(404)
  expect((await program.post('/api/calls', { data: { to: '+14155550199' } })).status()).toBe(403)

  await page.getByRole('button', { name: 'Menu of the key Night auditor' }).click()
  await page.getByRole('menuitem', { name: 'Revoke' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke key' }).click()
  await expect(page.getByText('Night auditor revoked')).toBeVisible()
  expect((await program.get('/api/calls')).status()).toBe(401)
  await program.dispose()
  await page.getByRole('button', { name: /^Revoked and expired/ }).click()
  const over = page.getByRole('list', { name: 'Revoked and expired keys' })
  await expect(over.getByText('Night auditor').first()).toBeVisible()

  await page.goto('/settings/audit')
  const lines = page.getByRole('list', { name: 'Today' }).getByRole('listitem')
  await expect(lines.filter({ hasText: 'made a key' }).first()).toBeVisible()
  const used = lines.filter({ hasText: 'Night auditor' }).filter({ hasText: 'read a transcript' })
  await expect(used.first()).toContainText('Refused')
  const revoked = lines
    .filter({ hasText: 'revoked a key' })
    .filter({ hasText: 'Night auditor' })
    .first()
  await revoked.getByRole('button').click()
  await expect(revoked.getByText('revokeApiKey')).toBeVisible()
})

test('[OWN-2] a key is made by keyboard alone', async ({ page }) => {
  await page.goto('/settings/keys')
  await page.getByRole('button', { name: /^Make (a|the first) key$/ }).focus()
  await page.keyboard.press('Enter')
  const form = page.getByRole('form', { name: 'New key' })
  await expect(form.getByLabel('Name')).toBeFocused()
  await page.keyboard.type('By hand')
  await page.keyboard.press('Tab')
  await expect(form.getByRole('button', { name: 'Read only' })).toBeFocused()
  await page.keyboard.press('Space')
  await form.getByLabel('Name').focus()
  await page.keyboard.press('Enter')
  const shown = page.getByRole('alertdialog', { name: 'By hand' })
  await expect(shown).toBeVisible()
  await tabTo(page, 'I have copied it')
  await page.keyboard.press('Enter')
  await expect(shown).toHaveCount(0)
  const keys = page.getByRole('list', { name: 'Keys in use' })
  await expect(keys.getByText('By hand').first()).toBeVisible()
})

test('[OWN-4] what the audit page shows stands in the address; the chain is verified, the file saved', async ({
  page,
}) => {
  await page.goto('/settings/audit?action=setUp&result=maybe')
  const filters = page.getByRole('search', { name: 'Filters' })
  await expect(filters.getByLabel('Did what')).toHaveText('Made the first account')
  await expect(filters.getByLabel('Result')).toHaveText('Any')
  await filters.getByLabel('Who').fill('nobody of this name')
  await expect(page.getByText('No entry fits')).toBeVisible()
  await expect(page).toHaveURL(/actor=nobody/)
  await page.getByRole('button', { name: 'Clear the filters' }).click()
  await expect(page).toHaveURL(/\/settings\/audit$/)

  await page.getByRole('button', { name: 'Verify the chain' }).click()
  const verdict = page.getByRole('status', { name: 'Verdict on the chain' })
  await expect(verdict.getByText(/^The chain is whole: /)).toBeVisible()
  await expect(verdict.getByLabel('Newest hash')).toHaveValue(/^[0-9a-f]{64}$/)

  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export' }).click()
  await page.getByRole('menuitem', { name: /^CSV/ }).click()
  expect((await saving).suggestedFilename()).toMatch(/^audit-.*[.]csv$/)
})

test('[A11Y-1] the pages of keys, limits and the audit log break no rule', async ({ page }) => {
  await page.goto('/settings/keys')
  await page.getByRole('button', { name: /^Make (a|the first) key$/ }).click()
  await expect(page.getByRole('form', { name: 'New key' })).toBeVisible()
  await expectHoldsOnScreens(page)

  await page.goto('/settings/limits')
  await expect(page.getByRole('meter', { name: 'Calls today' })).toBeVisible()
  await expectHoldsOnScreens(page)

  await page.goto('/settings/audit')
  await page.getByRole('list', { name: 'Today' }).getByRole('button').first().click()
  await expectHoldsOnScreens(page)
})

async function tabTo(page: Page, button: string): Promise<void> {
  const target = page.getByRole('button', { name: button })
  await expect(async () => {
    await page.keyboard.press('Tab')
    await expect(target).toBeFocused({ timeout: 100 })
  }).toPass()
}
