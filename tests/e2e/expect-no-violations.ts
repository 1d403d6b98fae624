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
  // No page of ours frames another, so nothing has to be put together in a page of its own.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] })
  const { violations } = await axe.analyze()
  await wearTheme(page, 'dark')
  const inDark = await findAgain(page, colourRules)
  await wearTheme(page, 'light')
  expect([...described(violations, 'light'), ...described(inDark, 'dark')]).toEqual([])
}

/** Judges once more by `rules`, with the axe that stands in the page already: to put it there is half the work. */
function findAgain(page: Page, rules: string[]): Promise<Violation[]> {
  return page.evaluate(async (values) => {
    const { axe } = window as unknown as { axe: Axe }
    const runOnly = { type: 'rule', values }
    return (await axe.run({ runOnly, resultTypes: ['violations'] })).violations
  }, rules)
}

type Violation = Pick<AxeResults['violations'][number], 'id' | 'help' | 'nodes'>
type AxeResults = Awaited<ReturnType<AxeBuilder['analyze']>>
type Axe = { run: (options: object) => Promise<AxeResults> }

function described(violations: readonly Violation[], theme: 'light' | 'dark') {
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
