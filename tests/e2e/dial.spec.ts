import { expect, test } from './console-test.ts'

test('[DIAL-1] a number is written as its country writes it while one types', async ({ desk }) => {
  await desk.open()
  await desk.number.pressSequentially('+81312345678')
  await expect(desk.number).toHaveValue('+81 3 1234 5678')
  await expect(desk.dial.getByText('Japan')).toBeVisible()
})

test('[DIAL-2] a number that cannot be dialled is refused before anything is sent', async ({
  page,
  desk,
}) => {
  await desk.open()
  const requests: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/api/calls'))
      requests.push('dialled')
  })
  await desk.call('+1 415')
  await expect(desk.number).toHaveAttribute('aria-invalid', 'true')
  await expect(desk.number).toHaveAccessibleDescription(/./)
  await expect(desk.callButton).toBeDisabled()
  await expect(desk.callButton).toHaveAccessibleDescription(/./)
  expect(requests).toEqual([])
})

test('[DIAL-3] the carrier’s refusal reaches the operator in plain words with its code', async ({
  desk,
  complaints,
}) => {
  complaints.allow(/status of 4\d\d/)
  await desk.open()
  await desk.call('+1 500 555 0001')
  await expect(desk.dial.getByText(/21211/).first()).toBeVisible()
  await expect(desk.dial.getByText(/not a valid telephone number/)).toBeVisible()
})

test('[CALL-8] whoever leaves the desk gets away, also while a call comes up', async ({
  page,
  desk,
}) => {
  const number = '+1 415 555 0118'
  let letGo = () => {}
  const leaving = new Promise<void>((resolve) => (letGo = resolve))
  await page.route(/settings\/account\?.*_rsc=/, async (route) => {
    await leaving
    await route.continue()
  })
  let answer = () => {}
  const placed = new Promise<void>((resolve) => (answer = resolve))
  await page.route('**/api/calls', async (route) => {
    await placed
    await route.continue()
  })

  await desk.open()
  await desk.call(number)
  await page.getByRole('navigation').getByRole('link', { name: 'Settings' }).click()
  answer()
  await expect(desk.active.getByRole('button', { name: number, pressed: true })).toBeVisible()
  await expect(page).toHaveURL(/\?call=/)
  letGo()
  await expect(page.getByRole('heading', { name: 'Account', level: 1 })).toBeVisible()
  await page.unrouteAll({ behavior: 'wait' })
})
