import { owner, ownersBrowser } from './owner.ts'
import { expect, test } from './console-test.ts'

test.describe.configure({ mode: 'serial' })

test('[SETUP-1] the first visit makes the owner’s account, then shows the desk', async ({
  page,
}) => {
  await page.goto('/')
  await expect(page).toHaveURL(/\/setup$/)
  const form = page.getByRole('form', { name: 'Owner’s account' })
  const make = form.getByRole('button', { name: 'Make account and open the desk' })

  await make.click()
  for (const label of ['Name', 'E-mail', 'Password']) {
    await expect(form.getByLabel(label)).toHaveAttribute('aria-invalid', 'true')
    await expect(form.getByLabel(label)).toHaveAccessibleDescription(/./)
  }

  await form.getByLabel('Name').fill(owner.name)
  await form.getByLabel('E-mail').fill(owner.email)
  await form.getByLabel('Password').fill(owner.password)
  await make.click()
  await expect(page.getByRole('heading', { name: 'Outbound call' })).toBeVisible()
  await page.context().storageState({ path: ownersBrowser })
})

test('[SETUP-2] set-up happens once: afterwards its page leads to the sign-in', async ({
  page,
}) => {
  await page.goto('/setup')
  await expect(page).toHaveURL(/\/sign-in$/)
})

test('[AUTH-1] a wrong password opens nothing and says what to check', async ({
  page,
  complaints,
}) => {
  complaints.allow(/status of 401/)
  await page.goto('/recordings')
  const form = page.getByRole('form', { name: 'Sign in' })
  await form.getByLabel('E-mail').fill(owner.email)
  await form.getByLabel('Password').fill('not the password')
  await form.getByRole('button', { name: 'Sign in' }).click()
  await expect(form.getByText('do not belong together')).toBeVisible()
  await page.goto('/')
  await expect(page.getByRole('form', { name: 'Sign in' })).toBeVisible()
})

test('[AUTH-2] who signs in comes to the page they asked for, and can leave again', async ({
  page,
}) => {
  await page.goto('/recordings')
  const form = page.getByRole('form', { name: 'Sign in' })
  await form.getByLabel('E-mail').fill(owner.email)
  await form.getByLabel('Password').fill(owner.password)
  await form.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('heading', { name: 'Recordings', level: 1 })).toBeVisible()

  await page.getByRole('button', { name: `Account: ${owner.name}` }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page.getByRole('form', { name: 'Sign in' })).toBeVisible()
})

test.describe('signed in', () => {
  test.use({ storageState: ownersBrowser })

  // Here, because every call of the other tests is made by the agent as it is left.
  test('[AGENT-1] what is configured and saved is what a reload shows', async ({ page, desk }) => {
    await desk.open()
    const panel = page.getByRole('region', { name: 'Session configuration' })
    await panel.getByRole('radio', { name: 'Cedar' }).click()
    await panel.getByRole('radio', { name: 'Agent speaks first' }).click()
    await panel.getByLabel('Opening words').fill('Good morning, this is the front desk.')
    await expect(panel.getByText(/^Unsaved: /)).toBeVisible()
    await panel.getByRole('button', { name: 'Save' }).click()
    await expect(panel.getByText('Everything is saved')).toBeVisible()

    await page.reload()
    await expect(panel.getByRole('radio', { name: 'Cedar' })).toBeChecked()
    await expect(panel.getByLabel('Opening words')).toHaveValue(
      'Good morning, this is the front desk.',
    )
  })
})
