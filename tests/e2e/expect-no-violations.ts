import { expect, type Page } from '@playwright/test'
import axe, { type RunOptions } from 'axe-core'

/** Rules that judge colours: all that another theme can change. */
const colourRules = ['color-contrast', 'link-in-text-block']

/**
 * Fails with every accessibility rule that the page breaks as it stands, and
 * where: all of them in light, then those of colour in dark, as the system's
 * wish is followed without loading anything again. Leaves the page in light.
 */
export async function expectNoViolations(page: Page): Promise<void> {
  await bringAxe(page)
  const inLight = await findViolations(page, 'light', {})
  await wearTheme(page, 'dark')
  const onlyColours: RunOptions = { runOnly: { type: 'rule', values: colourRules } }
  const inDark = await findViolations(page, 'dark', onlyColours)
  await wearTheme(page, 'light')
  expect([...inLight, ...inDark]).toEqual([])
}

/** Once to a document: half a megabyte is read longer than most pages are judged. */
async function bringAxe(page: Page): Promise<void> {
  if (await page.evaluate(() => 'axe' in window)) return
  await page.evaluate(axe.source)
}

/** No page of ours frames another, so the one document is all there is to judge. */
async function findViolations(page: Page, theme: Theme, options: RunOptions) {
  const violations = await page.evaluate(
    async (asked) => {
      const judge = (window as unknown as { axe: typeof axe }).axe
      return (await judge.run(asked)).violations
    },
    { ...options, resultTypes: ['violations'] } satisfies RunOptions,
  )
  return violations.map(({ id, help, nodes }) => ({
    id,
    help,
    theme,
    where: nodes.map(({ target }) => target.join(' ')),
  }))
}

type Theme = 'light' | 'dark'

async function wearTheme(page: Page, theme: Theme): Promise<void> {
  await page.emulateMedia({ colorScheme: theme })
  await expect(page.locator('html')).toHaveClass(new RegExp(`\\b${theme}\\b`))
}
