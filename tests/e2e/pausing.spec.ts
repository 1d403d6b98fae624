import type { Page } from '@playwright/test'
import { expect, test } from './console-test.ts'
import { expectNoViolations } from './expect-no-violations.ts'
import { measureSound } from './measure-sound.ts'
import { placeCall } from './place-call.ts'

test('[PAUSE-19] keeping is paused and resumed by key and by button, and leaves a gap in words and in sound', async ({
  page,
}) => {
  test.setTimeout(150_000)
  await page.goto('/calls')
  const callSid = await placeCall(page, '+13125550101')
  await page.goto(`/calls/${callSid}`)
  const words = page.getByRole('log', { name: 'Transcript' })
  const state = page.getByText('Recording is paused.')
  const resume = page.getByRole('button', { name: 'Resume recording' })
  await expect(words.getByText('Agent', { exact: true }).first()).toBeVisible({ timeout: 45_000 })

  await page.keyboard.press('p')
  await expect(state).toBeVisible()
  await expect(resume).toBeVisible()
  await expect(page.getByText('Being recorded')).toHaveCount(0)
  await expectNoViolations(page)
  await expect(words.getByText('Not kept: recording was paused').first()).toBeVisible({
    timeout: 45_000,
  })
  await resume.click()
  await expect(state).toHaveCount(0)
  await expect(words.getByText(/^Not recorded, \d+:\d\d to \d+:\d\d$/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Pause recording' })).toBeFocused()

  await page.keyboard.press('e')
  await page.getByRole('alertdialog').getByRole('button', { name: 'End call' }).click()
  await expect(page.getByRole('slider', { name: 'Place in the recording' })).toBeVisible({
    timeout: 60_000,
  })
  await expect(page.getByRole('button', { name: /Not recorded, \d+:\d\d to/ })).toBeVisible()
  await expect(words.getByText('Not kept: recording was paused').first()).toBeVisible()
  await expectNoViolations(page)

  const pausedSeconds = await lengthOfPause(page, callSid)
  for (const source of ['relay', 'carrier']) {
    const sound = await measureSound(page, await audioOf(page, callSid, source))
    // The carrier is asked, which takes it a moment at either end; beside a pause nobody may speak.
    expect(sound.silentSeconds, source).toBeGreaterThan(pausedSeconds - 2)
    expect(sound.silentSeconds, source).toBeLessThan(pausedSeconds + 4)
    expect(sound.channels[0]?.loudSeconds, source).toBeGreaterThan(1)
  }
})

type Items<T> = { items: T[] }

/** How long the call's only pause was, in seconds, as its log says. */
async function lengthOfPause(page: Page, callSid: string): Promise<number> {
  const response = await page.request.get(`/api/calls/${callSid}/events?limit=500`)
  const { items } = (await response.json()) as Items<{ type: string; atMs: number }>
  const atMs = (type: string) => items.find((event) => event.type === type)?.atMs ?? NaN
  return (atMs('recording.resumed') - atMs('recording.paused')) / 1_000
}

/** Where the sound of one of the call's recordings is, once it can be had. */
async function audioOf(page: Page, callSid: string, source: string): Promise<string> {
  const find = async () => {
    const response = await page.request.get(`/api/calls/${callSid}/recordings`)
    const { items } = (await response.json()) as Items<{
      source: string
      state: string
      recordingSid: string
    }>
    return items.find((one) => one.source === source && one.state === 'ready')?.recordingSid
  }
  await expect.poll(find, { timeout: 30_000 }).toBeDefined()
  return `/api/recordings/${await find()}/audio`
}
