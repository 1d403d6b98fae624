import type { Page } from '@playwright/test'
import { expectNoSidewaysScroll } from './expect-no-sideways-scroll.ts'
import { expectNoViolations } from './expect-no-violations.ts'

/** What every page must hold on. */
export const screens = {
  'phone-sized': { width: 390, height: 844 },
  'desk-sized': { width: 1_440, height: 900 },
}

/**
 * Fails when the page as it stands breaks a rule of accessibility, in light or dark,
 * or is wider than its window, on a phone or at a desk. Leaves it at a desk's size.
 */
export async function expectHoldsOnScreens(page: Page): Promise<void> {
  for (const screen of Object.values(screens)) {
    await page.setViewportSize(screen)
    await expectNoViolations(page)
    await expectNoSidewaysScroll(page)
  }
}
