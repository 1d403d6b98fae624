import { expect, test } from './console-test.ts'

// Alone, before the tests that place calls: a limit holds for all of them.
test('[OWN-3] a limit of 0 refuses a dial and says which limit; raised again, it allows it', async ({
  page,
  desk,
  complaints,
}) => {
  complaints.allow(/status of 429/)
  await page.goto('/settings/limits')
  const perDay = page.getByLabel('Calls a day')
  const before = await perDay.inputValue()
  const save = page.getByRole('button', { name: 'Save' })
  await perDay.fill('0')
  await expect(page.getByText('Unsaved: Calls a day')).toBeVisible()

  await page.getByRole('link', { name: 'Desk', exact: true }).click()
  const question = page.getByRole('alertdialog', { name: 'Leave without saving?' })
  await question.getByRole('button', { name: 'Stay' }).click()
  await save.click()
  await expect(page.getByText('Everything is saved')).toBeVisible()
  await expect(page.getByText('No call can be placed while this is 0.')).toBeVisible()

  await desk.open()
  await desk.call('+1 415 555 0113')
  await expect(
    desk.dial.getByRole('alert').getByText(/an owner has set this limit to 0/),
  ).toBeVisible()

  await page.goto('/settings/limits')
  await expect(perDay).toHaveValue('0')
  await perDay.fill(before)
  await save.click()
  await expect(page.getByText('Everything is saved')).toBeVisible()
  await desk.open()
  await desk.callAndWatch('+1 415 555 0113')
  const call = desk.active.getByRole('listitem').filter({ hasText: '+1 415 555 0113' })
  await call.getByRole('button', { name: /^End call with/ }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'End call' }).click()
  await expect(desk.live.getByText('Ended by operator')).toBeVisible()
})
