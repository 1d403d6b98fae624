import { readFileSync } from 'node:fs'
import { expect, test } from './console-test.ts'
import { expectNoViolations } from './expect-no-violations.ts'
import { measureSound } from './measure-sound.ts'

test('[CALL-1] a call is dialled, read while it is spoken, ends, and its recording plays', async ({
  page,
  desk,
}) => {
  test.setTimeout(150_000)
  await desk.open()
  await desk.number.fill('+1 415 555 0100')
  await desk.callButton.click()
  await expect(
    desk.active.getByRole('button', { name: '+1 415 555 0100', pressed: true }),
  ).toBeVisible()

  await expect(desk.live.getByText('In call').first()).toBeVisible()
  const words = desk.transcript
  await expect(words.getByText(/Trattoria Lucia|Friday at seven/).first()).toBeVisible({
    timeout: 45_000,
  })
  await expect(words.getByText('Good morning, this is the front desk.')).toBeVisible()
  await expect(words.getByText(/table for four|under the name Baker/i).first()).toBeVisible({
    timeout: 45_000,
  })
  await expect(desk.live.getByText('In call').first()).toBeVisible()
  const spoken = await words.getByText(/^(Caller|Agent)$/).allTextContents()
  expect(new Set(spoken)).toEqual(new Set(['Caller', 'Agent']))

  await expect(desk.live.getByText('Completed')).toBeVisible({ timeout: 90_000 })
  await expect(desk.live.getByText('Caller hung up')).toBeVisible()

  const row = desk.recordings
    .getByRole('listitem')
    .filter({ hasText: '+1 415 555 0100' })
    .filter({ hasText: 'recorded by the carrier' })
  await row.getByRole('button', { expanded: false }).click({ timeout: 30_000 })
  const audio = row.getByLabel(/^Recording: call to/)
  await expect
    .poll(() => audio.evaluate((element: HTMLAudioElement) => element.currentTime))
    .toBeGreaterThan(1)

  const sound = await measureSound(page, await audio.getAttribute('src'))
  expect(sound.channels).toHaveLength(2)
  expect(sound.seconds).toBeGreaterThan(15)
  for (const channel of sound.channels) expect(channel.loudSeconds).toBeGreaterThan(3)
  expect(sound.sameSeconds).toBeLessThan(1)

  await row.getByRole('button', { name: 'Download the recording' }).click()
  const saving = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: /^WAV/ }).click()
  const saved = readFileSync(await (await saving).path())
  expect(saved.subarray(0, 4).toString('latin1')).toBe('RIFF')
  expect(saved.length).toBe(sound.bytes)
})

test('[CALL-2] the operator ends a call; deleting its recording takes a second word', async ({
  page,
  desk,
}) => {
  await desk.open()
  await desk.callAndWatch('+1 415 555 0103')
  const call = desk.active.getByRole('listitem').filter({ hasText: '+1 415 555 0103' })
  await expect(call.getByText('In call')).toBeVisible({ timeout: 30_000 })
  await call.getByRole('button', { name: 'End call with +1 415 555 0103' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'End call' }).click()
  await expect(desk.live.getByText('Ended by operator')).toBeVisible()

  // Which of the two is first depends on which began first.
  const rows = desk.recordings.getByRole('listitem').filter({ hasText: '+1 415 555 0103' })
  await expect(rows).toHaveCount(2, { timeout: 30_000 })
  const row = rows.filter({ hasText: 'recorded by the relay' })
  await row.getByRole('button', { expanded: false }).click()
  await row.getByRole('button', { name: /^Delete the recording/ }).click()
  const question = page.getByRole('alertdialog')
  await question.getByRole('button', { name: 'Cancel' }).click()
  await expect(rows).toHaveCount(2)
  await row.getByRole('button', { name: /^Delete the recording/ }).click()
  await question.getByRole('button', { name: 'Delete recording' }).click()
  await expect(rows).toHaveCount(1)
  await expect(question).toHaveCount(0)
})

test('[CALL-3] a page loaded anew in the middle of a call shows every line once, and goes on', async ({
  page,
  desk,
}) => {
  test.setTimeout(150_000)
  await desk.open()
  await desk.callAndWatch('+1 415 555 0101')
  // Not the first words: on a busy machine the stream may open in the middle of them.
  const early = desk.transcript.getByText('I have found your booking')
  await expect(early).toHaveCount(1, { timeout: 60_000 })
  await page.reload()
  await expect(desk.live.getByText('In call').first()).toBeVisible()
  await expect(desk.transcript.getByText('Our train is late')).toHaveCount(1, {
    timeout: 60_000,
  })
  await expect(early).toHaveCount(1)
})

test('[CALL-4] what the caller cut off is struck through', async ({ page, desk }) => {
  test.setTimeout(150_000)
  await desk.open()
  await desk.callAndWatch('+1 415 555 0102')
  await expect(desk.transcript.getByText(/^Interrupted after/).first()).toBeVisible({
    timeout: 60_000,
  })
  await expect(desk.transcript.getByText('Not heard by the caller:').first()).toBeAttached()
  await desk.live.getByRole('link', { name: 'Open the call' }).click()
  await expect(page).toHaveURL(/\/calls\/CA[0-9a-f]{32}$/)
  await expect(page.getByRole('heading', { name: /\+1 415 555 0102/ })).toBeVisible()
  await page.getByLabel('Filter events by type').fill('truncate')
  await expect(page.getByText('conversation.item.truncate').first()).toBeVisible()
})

test('[CALL-5] where the time of each answer went stands beside it, and can be opened by keyboard', async ({
  page,
  desk,
}) => {
  test.setTimeout(150_000)
  await desk.open()
  await desk.callAndWatch('+1 415 555 0111')
  const answers = desk.transcript.getByRole('button', { name: /to first sound/ })
  await expect(answers.nth(1)).toBeVisible({ timeout: 60_000 })
  await desk.live.getByRole('link', { name: 'Open the call' }).click()

  const summary = page.getByRole('region', { name: 'Answer times' })
  await expect(summary.getByText(/median \d+\.\d s · worst \d+\.\d s at \d+:\d\d/)).toBeVisible()
  const bars = page
    .getByRole('log', { name: 'Transcript' })
    .getByRole('button', { name: /to first sound.*noticed.*Caller heard it: [\d,]+ ms/ })
  await bars.first().focus()
  await page.keyboard.press('Enter')
  await expect(bars.first()).toHaveAttribute('aria-expanded', 'true')
  await expect(page.getByText('Since the caller fell silent')).toBeVisible()
  await expect(page.getByText(/tokens in, [\d,]+ out/)).toBeVisible()
  await expectNoViolations(page)
})
