import type { Page } from '@playwright/test'

/** Dials as the page that is open would; answers the CallSid. */
export async function placeCall(page: Page, to: string): Promise<string> {
  const call = await page.evaluate(async (number) => {
    const headers = { 'content-type': 'application/json' }
    const body = JSON.stringify({ to: number })
    const response = await fetch('/api/calls', { method: 'POST', headers, body })
    return (await response.json()) as { callSid: string }
  }, to)
  return call.callSid
}
