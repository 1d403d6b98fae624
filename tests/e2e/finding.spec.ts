import type { Page } from '@playwright/test'
import { expect, test } from './console-test.ts'
import { expectNoSidewaysScroll } from './expect-no-sideways-scroll.ts'
import { expectNoViolations } from './expect-no-violations.ts'

test('[FIND-32] filters are set by keys, said in words, and stand in the address: back, reload and a link keep them', async ({
  page,
}) => {
  await openCalls(page)
  await page.keyboard.press('/')
  await page.keyboard.type('xylophones')
  await expect(page).toHaveURL(/\/calls\?text=xylophones$/)
  await expect(page.getByText('No call fits')).toBeVisible()
  await page.getByRole('button', { name: 'Filter', exact: true }).press('Enter')
  await expect(page.getByRole('dialog', { name: 'Filter by' })).toBeVisible()
  await page.keyboard.type('dire')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('option', { name: 'Inbound' })).toBeVisible()
  await page.keyboard.press('Enter')
  const chips = page.getByRole('list', { name: 'Filters that are set' }).getByRole('listitem')
  await expect(chips).toHaveText([/Direction\s*Inbound/, /Words said\s*“xylophones”/])
  await page.goBack()
  await expect(chips).toHaveCount(1)
  await page.goForward()
  await page.reload()
  await expect(chips).toHaveCount(2)
  await expect(page.getByRole('searchbox', { name: 'Search' })).toHaveValue('xylophones')
  await page.getByRole('button', { name: 'Without direction' }).click()
  await expect(page).toHaveURL(/\/calls\?text=xylophones$/)
  await page.getByRole('button', { name: 'Clear all', exact: true }).click()
  await expect(page).toHaveURL(/\/calls$/)
  await expect(page.getByRole('searchbox', { name: 'Search' })).toHaveValue('')
})

test('[FIND-33] words that were said are found, marked, and lead to their second', async ({
  page,
}) => {
  await openCalls(page)
  const number = '+14155550177'
  const call = await finishCall(page, number)
  const word = await spokenWord(page, call.id)
  await page.goto(`/calls?${new URLSearchParams({ number, text: word }).toString()}`)
  const hit = page.getByRole('list', { name: 'Lines found' }).first().getByRole('link').first()
  await expect(hit.locator('mark').first()).toHaveText(new RegExp(word, 'i'))
  await expectNoViolations(page)
  await hit.click()
  await expect(page).toHaveURL(/\/calls\/CA[0-9a-f]{32}\?t=[\d.]+$/)
})

test('[FIND-34] calls are chosen by keys, tagged, and deleted after asking', async ({ page }) => {
  await openCalls(page)
  const number = '+14155550178'
  await finishCall(page, number)
  await finishCall(page, number)
  await page.goto(`/calls?${new URLSearchParams({ number }).toString()}`)
  const calls = page.getByRole('list', { name: 'Calls', exact: true }).getByRole('listitem')
  await expect(calls).toHaveCount(2)
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  const bar = page.getByRole('region', { name: 'Selected calls' })
  await expect(bar).toContainText('1 selected')
  await page
    .getByRole('checkbox', { name: /^Select the call/ })
    .nth(1)
    .click({ modifiers: ['Shift'] })
  await expect(bar).toContainText('2 selected')
  await expectNoViolations(page)
  await bar.getByRole('button', { name: 'Tag…' }).click()
  await page.getByPlaceholder('Find or make a tag').fill('To Be Deleted')
  await page.getByRole('option', { name: 'Make the tag to be deleted' }).click()
  await page.getByRole('button', { name: 'Save tags' }).click()
  await expect(calls.first()).toContainText('to be deleted')
  await bar.getByRole('button', { name: 'Delete…' }).click()
  const asks = page.getByRole('alertdialog', { name: 'Delete 2 calls?' })
  await expect(asks).toContainText('Nobody can bring them back.')
  await asks.getByRole('button', { name: 'Delete 2 calls' }).click()
  await expect(page.getByRole('status', { name: 'What was deleted' })).toContainText('2 calls')
  await expect(page.getByText('No call fits')).toBeVisible()
})

// Each saves a list of its own: one that is saved twice goes by its first name.
for (const [width, status] of [
  [1_440, 'failed'],
  [390, 'busy'],
] as const) {
  test(`[FIND-35] a list is saved with its columns, picked and forgotten, ${width} wide`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 844 })
    const name = `Status ${status}`
    await openCalls(page, `?status=${status}&when=month`)
    await page.getByRole('button', { name: 'Columns' }).click()
    await page.getByRole('checkbox', { name: 'Kept until' }).check()
    await expectNoViolations(page)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Views' }).click()
    await page.getByLabel('Save this list as').fill(name)
    await page.getByRole('button', { name: 'Save view' }).click()
    const views = page.getByRole('list', { name: 'Saved views' })
    await expect(views.getByRole('link', { name })).toBeVisible()
    await expectNoViolations(page)
    await expectNoSidewaysScroll(page)

    await openCalls(page)
    await page.getByRole('button', { name: 'Views' }).click()
    await views.getByRole('link', { name }).click()
    await expect(page).toHaveURL(`/calls?when=month&status=${status}`)
    await page.getByRole('button', { name: `View: ${name}` }).click()
    await page.getByRole('button', { name: `Forget the view ${name}` }).click()
    await expect(views.getByRole('link', { name })).toHaveCount(0)
  })
}

async function openCalls(page: Page, query = ''): Promise<void> {
  await page.goto(`/calls${query}`)
  await expect(page.getByRole('heading', { name: 'Calls' })).toBeVisible()
  await expect(page.getByRole('banner').getByText('Live', { exact: true })).toBeVisible()
}

/** Dials as the page itself would, and waits until both have spoken and the call is over. */
async function finishCall(page: Page, to: string): Promise<{ id: string }> {
  const call = await ask<{ id: string }>(page, '/api/calls', { to })
  await expect
    .poll(
      async () =>
        (await ask<{ items: unknown[] }>(page, `/api/calls/${call.id}/transcript`)).items.length,
      {
        timeout: 60_000,
      },
    )
    .toBeGreaterThan(0)
  await ask(page, `/api/calls/${call.id}/end`, {})
  await expect
    .poll(
      async () => (await ask<{ endedAt: string | null }>(page, `/api/calls/${call.id}`)).endedAt,
    )
    .not.toBeNull()
  return call
}

/** A word of five letters at least that was said in the call, at a known second. */
async function spokenWord(page: Page, callId: string): Promise<string> {
  const { items } = await ask<{ items: { text: string; startMs: number | null }[] }>(
    page,
    `/api/calls/${callId}/transcript`,
  )
  const said = items.filter(({ startMs }) => startMs !== null).map(({ text }) => text)
  return said.join(' ').match(/[a-z]{5,}/i)![0]
}

function ask<Answer>(page: Page, path: string, json?: object): Promise<Answer> {
  return page.evaluate(
    async ([url, body]) => {
      const headers = { 'content-type': 'application/json' }
      const response = await fetch(url, body === null ? {} : { method: 'POST', headers, body })
      return (await response.json()) as Answer
    },
    [path, json === undefined ? null : JSON.stringify(json)] as const,
  )
}
