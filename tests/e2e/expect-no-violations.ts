import { expect, type Page } from '@playwright/test'
import axe, { type AxeResults, type RunOptions } from 'axe-core'

/** Rules that judge colours: all that another theme can change. */
const colourRules = ['color-contrast', 'link-in-text-block']

/**
 * Fails with every accessibility rule that the page breaks as it stands, and
 * where: all of them in light, then those of colour in dark, as the system's
 * wish is followed without loading anything again. Leaves the page in light.
 */
export async function expectNoViolations(page: Page): Promise<void> {
  await bringAxe(page)
  const inLight = await findViolations(page, {})
  await wearTheme(page, 'dark')
  const inDark = await findViolations(page, { runOnly: { type: 'rule', values: colourRules } })
  await wearTheme(page, 'light')
  expect([...described(inLight, 'light'), ...described(inDark, 'dark')]).toEqual([])
}

/** Once to a document: half a megabyte is read longer than most pages are judged. */
async function bringAxe(page: Page): Promise<void> {
  if (await page.evaluate(() => 'axe' in window)) return
  await page.evaluate(axe.source)
}

/** No page of ours frames another, so the one document is all there is to judge. */
function findViolations(page: Page, options: RunOptions): Promise<Violation[]> {
  return page.evaluate(async (asked) => {
    const judge = (window as unknown as { axe: typeof axe }).axe
    const { violations } = await judge.run({ ...asked, resultTypes: ['violations'] })
    return violations.map(({ id, help, nodes }) => ({
      id,
      help,
      where: nodes.map(({ target }) => target.join(' ')),
    }))
  }, options)
}

type Violation = Pick<AxeResults['violations'][number], 'id' | 'help'> & { where: string[] }

function described(violations: readonly Violation[], theme: 'light' | 'dark') {
  return violations.map((violation) => ({ ...violation, theme }))
}

async function wearTheme(page: Page, theme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme: theme })
  await expect(page.locator('html')).toHaveClass(new RegExp(`\\b${theme}\\b`))
}
