import { defineConfig, devices } from '@playwright/test'
import { findChromium } from '#scripts/chromium.ts'
import { ownersBrowser } from '#tests/e2e/owner.ts'

const executablePath = findChromium()
const desktop = {
  ...devices['Desktop Chrome'],
  viewport: { width: 1440, height: 900 },
  launchOptions: {
    ...(executablePath === null ? {} : { executablePath }),
    args: [
      '--no-sandbox',
      '--autoplay-policy=no-user-gesture-required',
      // Without a graphics card the GPU process would draw on the two cores that the calls need.
      '--disable-gpu',
      // A page of a test is gone before code that was optimized has paid for it.
      '--js-flags=--no-opt --no-maglev',
    ],
  },
}
const signedIn = { ...desktop, storageState: ownersBrowser }

/** The operator's path in a real browser, against the product as `npm start` runs it. */
export default defineConfig({
  testDir: 'tests/e2e',
  globalSetup: './tests/setup/run-product.ts',
  outputDir: 'test-results/e2e',
  timeout: 90_000,
  expect: { timeout: 15_000 },
  workers: 4,
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  reporter: 'list',
  use: {
    baseURL: process.env['E2E_BASE_URL'],
    // A trace of every test costs a twentieth of the time: `npx playwright test --trace on` makes one.
    screenshot: 'only-on-failure',
    contextOptions: { reducedMotion: 'reduce' },
    locale: 'en-US',
    timezoneId: 'Europe/London',
  },
  projects: [
    { name: 'first-visit', testMatch: 'first-visit.spec.ts', use: desktop },
    {
      name: 'limits',
      testMatch: 'limits.spec.ts',
      dependencies: ['first-visit'],
      use: signedIn,
    },
    {
      name: 'console',
      testIgnore: ['first-visit.spec.ts', 'limits.spec.ts'],
      dependencies: ['limits'],
      use: signedIn,
    },
  ],
})
