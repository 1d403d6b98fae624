import { expect, test } from './console-test.ts'

test('[AGENT-2] a greeting without words is refused where it is written', async ({
  page,
  desk,
}) => {
  await desk.open()
  const panel = page.getByRole('region', { name: 'Session configuration' })
  await panel.getByRole('radio', { name: 'Agent speaks first' }).click()
  await panel.getByLabel('Opening words').fill('')
  await panel.getByRole('button', { name: 'Save' }).click()
  await expect(panel.getByLabel('Opening words')).toHaveAccessibleDescription(
    /Say what the agent shall open with/,
  )
})

test('[AGENT-3] what the model does not accept is shown disabled, with the reason', async ({
  page,
  desk,
}) => {
  await desk.open()
  const panel = page.getByRole('region', { name: 'Session configuration' })
  await panel.getByRole('button', { name: /^Model/ }).click()
  const temperature = panel.getByLabel('Temperature')
  await expect(temperature).toBeDisabled()
  await expect(temperature).toHaveAccessibleDescription(/./)
})
