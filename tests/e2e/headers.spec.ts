import type { Page } from '@playwright/test'
import { expect, test } from './console-test.ts'

const pages = [
  '/',
  '/calls',
  '/recordings',
  '/settings/keys',
  '/settings/people',
  '/settings/limits',
  '/settings/audit',
  '/settings/account',
  '/nowhere',
]

test('[HEAD-6] every page runs under its own policy, and breaks no rule of it', async ({
  page,
  complaints,
}) => {
  complaints.allow(/404/)
  const nonces = new Set<string>()
  for (const address of pages) nonces.add(await nonceOf(page, address))
  expect(nonces.size).toBe(pages.length)
})

test('[HEAD-6] who is not signed in gets the same policy', async ({ browser, baseURL }) => {
  await using context = await browser.newContext({
    storageState: { cookies: [], origins: [] },
    ...(baseURL !== undefined && { baseURL }),
  })
  const page = await context.newPage()
  const errors: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  await nonceOf(page, '/sign-in')
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible()
  expect(errors).toEqual([])
})

test('[HEAD-6] the API answers data, which no browser shows as a page', async ({ request }) => {
  for (const address of ['/api/health', '/api/nowhere', '/api/me']) {
    const headers = (await request.get(address)).headers()
    expect(headers['content-security-policy'], address).toContain("default-src 'none'")
    expect(headers['x-content-type-options'], address).toBe('nosniff')
    expect(headers['x-powered-by'], address).toBeUndefined()
  }
})

test('[HEAD-2] a stranger does not choose the address by which they are counted', async ({
  playwright,
  baseURL,
}) => {
  const left: number[] = []
  for (const claimed of ['203.0.113.1', '203.0.113.2']) {
    const stranger = await playwright.request.newContext({
      ...(baseURL !== undefined && { baseURL }),
      storageState: { cookies: [], origins: [] },
      extraHTTPHeaders: { 'x-forwarded-for': claimed, 'x-switchboard-socket': claimed },
    })
    const answer = await stranger.get('/api/setup')
    left.push(Number(/r=(\d+)/.exec(answer.headers()['ratelimit'] ?? '')?.[1]))
    await stranger.dispose()
  }
  expect(left[1]).toBeLessThan(99)
  expect(left[0]).not.toBe(left[1])
})

/** Opens a page, checks its headers, and answers the nonce that all its scripts carry. */
async function nonceOf(page: Page, address: string): Promise<string> {
  const answer = await page.goto(address)
  const headers = answer?.headers() ?? {}
  const policy = headers['content-security-policy'] ?? ''
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? ''
  expect(policy, address).toContain("'strict-dynamic'")
  expect(policy, address).toContain("frame-ancestors 'none'")
  expect(/script-src[^;]*/.exec(policy)?.[0], address).not.toContain('unsafe')
  expect(headers['cross-origin-opener-policy'], address).toBe('same-origin')
  expect(headers['permissions-policy'], address).toContain('microphone=()')
  expect(headers['cache-control'], address).toContain('no-store')
  const scripts = [...((await answer?.text()) ?? '').matchAll(/<script\b[^>]*>/g)]
  expect(scripts.length, address).toBeGreaterThan(0)
  for (const [tag] of scripts) expect(tag, address).toContain(`nonce="${nonce}"`)
  return nonce
}
