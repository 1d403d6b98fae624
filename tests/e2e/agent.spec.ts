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

test('[AGENT-4] what becomes of a silent caller, a long call and a lost model is kept', async ({
  page,
  desk,
}) => {
  await desk.open()
  const panel = page.getByRole('region', { name: 'Session configuration' })
  await panel.getByRole('button', { name: /^Agent menu/ }).click()
  await page.getByRole('menuitem', { name: 'New agent' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Night porter')
  await page.getByRole('dialog').getByRole('button', { name: 'Create agent' }).click()
  await expect(panel.getByRole('form', { name: 'Configuration of Night porter' })).toBeVisible()

  await panel.getByRole('button', { name: /^When the line is silent/ }).click()
  await panel.getByRole('switch', { name: 'Ask, then end the call' }).click()
  await panel.getByRole('button', { name: 'Remove prompt 1' }).click()
  await panel.getByLabel('Prompt 1', { exact: true }).fill('Hello?')
  await panel.getByRole('button', { name: /^Ending the call/ }).click()
  await panel.getByRole('switch', { name: 'Agent may end the call' }).click()
  await panel.getByLabel('Longest call').fill('12')
  await panel.getByRole('button', { name: /^When something breaks/ }).click()
  await panel.getByRole('radio', { name: 'The caller hears a sentence' }).click()
  await panel.getByLabel('Sentence while waiting').fill('One moment.')
  await panel.getByRole('radio', { name: 'Transfer the caller to a number' }).click()
  await panel.getByLabel('Number to transfer to').pressSequentially('+14155550177')
  await expect(panel.getByLabel('Number to transfer to')).toHaveValue('+1 415 555 0177')
  await panel.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(panel.getByText('Everything is saved')).toBeVisible()

  await page.reload()
  await panel.getByRole('combobox', { name: 'Agent' }).click()
  await page.getByRole('option', { name: /^Night porter/ }).click()
  await expect(panel.getByText('1 prompt, 8 s apart')).toBeVisible()
  await expect(panel.getByText('12 min at most')).toBeVisible()
  await panel.getByRole('button', { name: /^When something breaks/ }).click()
  await expect(panel.getByLabel('Sentence while waiting')).toHaveValue('One moment.')
  await expect(panel.getByLabel('Number to transfer to')).toHaveValue('+1 415 555 0177')
})

test('[AGENT-2] words, minutes and numbers that cannot be are refused where they are written', async ({
  page,
  desk,
}) => {
  await desk.open()
  const panel = page.getByRole('region', { name: 'Session configuration' })
  await panel.getByRole('button', { name: /^When the line is silent/ }).click()
  await panel.getByRole('switch', { name: 'Ask, then end the call' }).click()
  await panel.getByRole('button', { name: 'Add a prompt' }).click()
  await panel.getByRole('button', { name: /^Ending the call/ }).click()
  await panel.getByLabel('Longest call').fill('500')
  await panel.getByRole('button', { name: /^When something breaks/ }).click()
  await panel.getByRole('radio', { name: 'Transfer the caller to a number' }).click()
  await panel.getByLabel('Number to transfer to').fill('+49 30')
  await panel.getByRole('button', { name: 'Save', exact: true }).click()
  const refusals = [
    ['Prompt 3', /Say what the caller shall hear/],
    ['Longest call', /The most is 240/],
    ['Number to transfer to', /Too short for Germany/],
  ] as const
  for (const [label, reason] of refusals) {
    await expect(panel.getByLabel(label, { exact: true })).toHaveAccessibleDescription(reason)
  }
})

test('[AGENT-5] a silent caller is asked by one rule: the other is set aside, with the reason', async ({
  page,
  desk,
}) => {
  await desk.open()
  const panel = page.getByRole('region', { name: 'Session configuration' })
  await panel.getByRole('button', { name: /^Turn-taking/ }).click()
  const speaksUp = panel.getByRole('switch', { name: 'Speak up after a silence' })
  await expect(speaksUp).toBeEnabled()
  await panel.getByRole('button', { name: /^When the line is silent/ }).click()
  await panel.getByRole('switch', { name: 'Ask, then end the call' }).click()
  await expect(speaksUp).toBeDisabled()
  await expect(speaksUp).toHaveAccessibleDescription(/When the line is silent/)
})
