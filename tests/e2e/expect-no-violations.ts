import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** Rules that judge colours: all that another theme can change. */
const colourRules = ['color-contrast', 'link-in-text-block']

/**
 * Fails with every accessibility rule that the page breaks as it stands, and
 * where: all of them in light, then those of colour in dark, as the system's
 * wish is followed without loading anything again. Leaves the page in light.
 */
export async function expectNoViolations(page: Page): Promise<void> {
  const broken = [...(await findViolations(page))]
  await wearTheme(page, 'dark')
  broken.push(...(await findViolations(page, colourRules)))
  await wearTheme(page, 'light')
  expect(broken).toEqual([])
}

async function findViolations(page: Page, rules?: string[]) {
  // No page of ours frames another, so nothing has to be put together in a page of its own.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] })
  const { violations } = await (rules === undefined ? axe : axe.withRules(rules)).analyze()
  const theme = rules === undefined ? 'light' : 'dark'
  return violations.map(({ id, help, nodes }) => ({
    id,
    help,
    theme,
    where: nodes.map((node) => node.target.join(' ')),
  }))
}

async function wearTheme(page: Page, theme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme: theme })
  await expect(page.locator('html')).toHaveClass(new RegExp(`\\b${theme}\\b`))
}
