import type { Locator, Page, Request } from '@playwright/test'
import { exampleRecording } from '#tests/fixtures/example-recording.ts'
import { expect, test } from './console-test.ts'
import { screens } from './expect-holds-on-screens.ts'
import { expectNoSidewaysScroll } from './expect-no-sideways-scroll.ts'
import { expectNoViolations } from './expect-no-violations.ts'
import { placeCall } from './place-call.ts'

/** Whoever is called here interrupts the agent, and hangs up after half a minute. */
const INTERRUPTS = '+13125550102'

test('[LISTEN-12] a call says that it is recorded, and its player appears by itself when it has ended', async ({
  page,
  complaints,
}) => {
  complaints.allow(/status of 501/)
  test.setTimeout(180_000)
  const fetched = audioRequests(page)
  await page.goto('/calls')
  const callSid = await placeCall(page, INTERRUPTS)
  await page.goto(`/calls/${callSid}`)
  await expect(page.getByText('Being recorded')).toBeVisible({ timeout: 30_000 })
  await expect(page.getByRole('slider', { name: 'Place in the recording' })).toBeVisible({
    timeout: 90_000,
  })

  await test.step('[LISTEN-3] the interruption is marked, and says what it is', async () => {
    const mark = page.getByRole('button', { name: /Agent interrupted after .+ not heard/ })
    await expect(mark.first()).toBeVisible()
  })
  await test.step('[LISTEN-2] nothing but the head of the sound is fetched before it is played', () => {
    expect(fetched.every((request) => request.headers()['range'] !== undefined)).toBe(true)
  })
  await test.step('[LISTEN-5] a click or Enter on a line plays it, and [LISTEN-4] it is lit', async () => {
    const words = page.getByRole('log', { name: 'Transcript' })
    const line = words.getByRole('button', { name: /^Play from/ }).nth(1)
    await line.focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => secondsOf(page)).toBeGreaterThan(3)
    await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible()
    await expect(words.locator('[aria-current="true"]')).toHaveCount(1)
    await expect(words.locator('[aria-current="true"]')).toBeInViewport()
  })
  await test.step('[LISTEN-7] the caller is heard alone', async () => {
    await page.getByRole('radio', { name: 'Hear the caller alone' }).click()
    await expect(page.getByRole('radio', { name: 'Hear the caller alone' })).toBeChecked()
    const before = await secondsOf(page)
    await expect.poll(() => secondsOf(page)).toBeGreaterThan(before)
  })
  await test.step('[LISTEN-8] keys move it and change its speed, and do nothing where one types', async () => {
    await page.getByRole('heading', { level: 1 }).click()
    await page.keyboard.press('Space')
    await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
    const before = await secondsOf(page)
    await page.keyboard.press('Shift+ArrowRight')
    await expect.poll(() => secondsOf(page)).toBeGreaterThan(before + 10)
    await page.keyboard.press('.')
    await expect(page.getByRole('combobox', { name: 'Playing speed' })).toHaveText('1.25×')
    await page.getByLabel('Filter events by type').fill('a b.,[]')
    await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
    await expect(page.getByRole('combobox', { name: 'Playing speed' })).toHaveText('1.25×')
  })
  await test.step('[LISTEN-9] a link opens it at a second, and one far outside at its end', async () => {
    await page.goto(`/calls/${callSid}?t=16`)
    await expect.poll(() => secondsOf(page)).toBeGreaterThan(12)
    await expect(
      page.getByRole('log', { name: 'Transcript' }).locator('[aria-current="true"]'),
    ).toBeVisible()
    await page.goto(`/calls/${callSid}?t=99999`)
    await expect.poll(() => secondsOf(page)).toBeGreaterThan(25)
  })
  await test.step('[LISTEN-13] the volume is remembered', async () => {
    await page.getByRole('slider', { name: 'Volume' }).focus()
    await page.keyboard.press('Home')
    await page.reload()
    await expect(page.getByRole('slider', { name: 'Volume' })).toHaveAttribute('aria-valuenow', '0')
  })
  await test.step('[LISTEN-15] an MP3 that cannot be made is refused in words', async () => {
    await page.route('**/audio?*format=mp3', (route) =>
      route.fulfill({
        status: 501,
        contentType: 'application/problem+json',
        json: {
          type: 'urn:switchboard:problem:format-unavailable',
          title: 'There is no MP3 here',
          status: 501,
          detail: 'The relay has no ffmpeg.',
        },
      }),
    )
    await page.getByRole('button', { name: 'Download the recording' }).click()
    await page.getByRole('menuitem', { name: 'MP3' }).click()
    await expect(page.getByText('The relay has no ffmpeg.')).toBeVisible()
  })
  await test.step('the page breaks no rule, on a desk and on a phone', async () => {
    await expectNoViolations(page)
    await page.setViewportSize({ width: 390, height: 844 })
    await expect(page.getByRole('slider', { name: 'Place in the recording' })).toBeVisible()
    await expectNoSidewaysScroll(page)
    await expectNoViolations(page)
  })
  await test.step('[LISTEN-17] on a low screen the words have room, and the player lies below them', async () => {
    await page.setViewportSize({ width: 375, height: 548 })
    const words = await boxOf(page.getByRole('log', { name: 'Transcript' }))
    const player = await boxOf(page.getByRole('region', { name: 'Recording', exact: true }))
    expect(words.height).toBeGreaterThan(150)
    expect(player.y).toBeGreaterThanOrEqual(words.y + words.height)
    await expectNoSidewaysScroll(page)
  })
})

test('[LISTEN-18] a recording that failed says whose it is, why, and what can be done, on the desk and on a phone', async ({
  page,
}) => {
  const failed = exampleRecording({ state: 'failed', source: 'carrier', to: '+14155550123' })
  await page.route(/\/api\/recordings(\?|$)/, (route) =>
    route.fulfill({ json: { items: [failed], nextCursor: null } }),
  )
  for (const [size, path] of [
    [screens['desk-sized'], '/'],
    [screens['phone-sized'], '/recordings'],
  ] as const) {
    await page.setViewportSize(size)
    await page.goto(path)
    const row = page.getByRole('listitem').filter({ hasText: 'Failed' })
    const number = row.getByText('+1 415 555 0123')
    const [missing, why, button] = await Promise.all([
      number.evaluate((shown) => shown.scrollWidth - shown.clientWidth),
      boxOf(row.getByText('could not be fetched')),
      boxOf(row.getByRole('button', { name: 'Fetch again' })),
    ])
    expect(missing).toBe(0)
    expect(Math.abs(why.y + why.height / 2 - button.y - button.height / 2)).toBeLessThan(1)
    await expectNoSidewaysScroll(page)
  }
})

/** Where it is on the page. */
async function boxOf(part: Locator) {
  const box = await part.boundingBox()
  if (box === null) throw new Error('It is not shown.')
  return box
}

/** What the page asks of recordings' sound from here on. */
function audioRequests(page: Page): Request[] {
  const requests: Request[] = []
  page.on('request', (request) => {
    if (/\/audio(\?|$)/.test(request.url())) requests.push(request)
  })
  return requests
}

function secondsOf(page: Page): Promise<number> {
  return page
    .getByLabel(/^Recording: call/)
    .evaluate((audio: HTMLAudioElement) => audio.currentTime)
}
