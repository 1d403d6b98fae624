import { expect, test } from './console-test.ts'

const name = '"><img src=x onerror=alert(1)>'
const instructions = '</textarea><script>alert(2)</script>{{constructor.constructor("alert(3)")()}}'

test('[SEC-20] script in a name or in instructions is shown as the text that it is', async ({
  page,
  desk,
}) => {
  const dialogs: string[] = []
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  await desk.open()
  const made = await page.evaluate(
    async (hostile) => {
      const headers = { 'content-type': 'application/json' }
      const given = await (await fetch('/api/agents')).json()
      const config = { ...given.items[0].config, instructions: hostile.instructions }
      const body = JSON.stringify({ name: hostile.name, config })
      return (await fetch('/api/agents', { method: 'POST', headers, body })).status
    },
    { name, instructions },
  )
  expect(made).toBe(201)
  await page.reload()
  const panel = page.getByRole('region', { name: 'Session configuration' })
  await panel.getByRole('combobox', { name: 'Agent' }).click()
  await page.getByRole('option', { name }).click()
  await expect(panel.getByRole('form', { name: `Configuration of ${name}` })).toBeVisible()
  await expect(panel.getByLabel('Instructions', { exact: true })).toHaveValue(instructions)
  await page.goto('/settings/audit')
  await expect(page.getByText(name).first()).toBeVisible()
  expect(await page.locator('img[src="x"]').count()).toBe(0)
  expect(dialogs).toEqual([])
})
