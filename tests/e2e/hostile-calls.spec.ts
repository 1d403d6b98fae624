import type { Page, Route } from '@playwright/test'
import type { ListedCall } from '#contracts/call-list.ts'
import type { Call } from '#contracts/call.ts'
import type { CallEvent } from '#contracts/call-event.ts'
import type { FeedMessage } from '#contracts/feed.ts'
import type { TranscriptLine } from '#contracts/transcript.ts'
import { exampleCall } from '#tests/fixtures/example-call.ts'
import { expect, test } from './console-test.ts'
import { screens } from './expect-holds-on-screens.ts'
import { expectNoSidewaysScroll } from './expect-no-sideways-scroll.ts'

const mark = `<img src=x onerror="document.title='ran'">`
const words = [
  `${mark}<svg onload=alert(1)>`,
  `</script><script>document.title='ran'</script>`,
  `[see](javascript:alert(2)) javascript:alert(3) {{constructor.constructor('alert(4)')()}}`,
  `\u202Etxt.exe\u202C \u2066abc\u2069 \u0007 end of bidi`,
  'W'.repeat(10_000),
]
const number = `sip:"${mark}"@x`
const callSid = `CA${'e'.repeat(32)}`
const at = '2026-01-02T03:04:00.000Z'

const lines = words.flatMap((text, place): TranscriptLine[] =>
  (['caller', 'agent'] as const).map((role, side) => ({
    itemId: `${mark}${place}${role}`,
    position: place * 2 + side,
    role,
    text,
    state: 'final',
    startMs: place * 1_000,
    endMs: place * 1_000 + 500,
    interrupted: false,
    heardMs: null,
    heardChars: null,
    withheld: false,
  })),
)
const events = words.map((text, place): CallEvent => ({
  seq: place + 1,
  at,
  atMs: place * 1_000,
  source: 'model',
  flow: 'in',
  type: place === 0 ? 'dtmf' : text.slice(0, 200),
  data: { digit: text, name: text, arguments: text, message: text, [text.slice(0, 50)]: text },
}))
const hits = lines.slice(0, 3).map(({ itemId, role, startMs, text }) => ({
  itemId,
  role,
  startMs,
  excerpt: [{ text, isHit: false }, ...words.map((word) => ({ text: word, isHit: true }))],
}))
const hostileCall = (over: Partial<Call> = {}) =>
  exampleCall({
    callSid,
    from: number,
    to: `+1415555${words[1]}`,
    agentName: mark,
    error: { code: mark, message: words.join(' ') },
    endReason: 'model-lost',
    ...over,
  })
const isLive = { status: 'in-progress', endReason: null, endedBy: null, endedAt: null } as const

/** Answers the console's questions with a call that is hostile wherever a stranger's words can be. */
async function serve(page: Page, call: Call): Promise<void> {
  const list = (items: unknown[]) => (route: Route) =>
    route.fulfill({ json: { items, nextCursor: null } })
  const { id, direction, from, to, agentName } = call
  const recording = {
    recordingSid: `RE${'e'.repeat(32)}`,
    callId: id,
    callSid,
    direction,
    from,
    to,
    agentName,
    source: 'carrier',
    startMs: null,
    channels: 2,
    durationMs: null,
    bytes: null,
    sha256: null,
    missingMs: 0,
    contentType: 'audio/wav',
    state: 'failed',
    failReason: words.join(' '),
    startedAt: at,
    expiresAt: null,
  }
  const entry = {
    seq: 1,
    at,
    actor: { kind: 'operator', id: mark, name: words[0] },
    action: words[1],
    subject: words[4],
    address: mark,
    result: 'refused',
    detail: { problem: words[2], more: words[3] },
    requestId: mark,
    previousHash: '0'.repeat(64),
    hash: '1'.repeat(64),
  }
  await page.route(/\/api\/calls(\?|$)/, list([{ ...call, hits } satisfies ListedCall]))
  await page.route(/\/api\/calls\/active/, list(call.endedAt === null ? [call] : []))
  await page.route(/\/api\/calls\/(CA|call_)[^/]*$/, (route) => route.fulfill({ json: call }))
  await page.route(/\/api\/calls\/[^/]+\/(usage|turns)/, list([]))
  await page.route(/\/api\/calls\/[^/]+\/transcript/, list(lines))
  await page.route(/\/api\/calls\/[^/]+\/events/, list(events))
  const ready = {
    ...recording,
    recordingSid: `RE${'f'.repeat(32)}`,
    state: 'ready',
    failReason: null,
  }
  await page.route(/\/api\/calls\/[^/]+\/recordings(\?|$)/, list([recording]))
  await page.route(/\/api\/recordings(\?|$)/, list([{ ...ready, durationMs: 84_000 }, recording]))
  await page.route(/\/api\/audit(\?|$)/, list([entry]))
  await page.routeWebSocket(/\/feed$/, (socket) => {
    const tell = (message: FeedMessage) => socket.send(JSON.stringify(message))
    socket.onMessage(() => {
      tell({ type: 'welcome', epoch: 'e', seq: 0, resumed: false })
      if (call.endedAt !== null) return
      const parties = { caller: 'listening', agent: 'listening' } as const
      tell({ type: 'snapshot', callId: id, parties, lines, events, turns: [] })
    })
  })
}

/** What ran, was asked of the operator, or tried to and was stopped by the page's policy. */
async function watch(page: Page): Promise<string[]> {
  const seen: string[] = []
  page.on('dialog', (dialog) => {
    seen.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  await page.exposeFunction('tellRefused', (what: string) => seen.push(`refused: ${what}`))
  await page.addInitScript(`document.addEventListener('securitypolicyviolation', (event) =>
    tellRefused(event.effectiveDirective + ' ' + event.blockedURI)
  )`)
  return seen
}

for (const [when, call, pages] of [
  ['afterwards', hostileCall(), ['/calls', `/calls/${callSid}`, '/recordings', '/settings/audit']],
  ['live', hostileCall(isLive), ['/', `/calls/${callSid}`]],
] as const) {
  test(`[SEC-22] script in what is said, in events, errors and numbers is shown as the text that it is: ${when}`, async ({
    page,
  }) => {
    const seen = await watch(page)
    await serve(page, call)
    for (const path of pages) {
      await page.goto(path)
      await expect(page.getByText(/onerror|<script>/).first(), path).toBeVisible()
      await expectNoSidewaysScroll(page)
      expect(await page.title(), path).not.toBe('ran')
      expect(
        await page.locator('img[src="x"], a[href^="javascript:" i], svg[onload]').count(),
      ).toBe(0)
    }
    await page.goto(`/calls/${callSid}`)
    const transcript = page.getByRole('log', { name: 'Transcript' })
    await expect(transcript).toContainText('javascript:alert(3)')
    await expect(transcript).toContainText('end of bidi')
    await expectNoSidewaysScroll(page)
    expect(seen).toEqual([])
  })
}

test('[SEC-22] however long its agent’s name, a recording’s row on a phone shows when it was, and how long it is', async ({
  page,
}) => {
  await page.setViewportSize(screens['phone-sized'])
  await serve(page, hostileCall({ agentName: words.join(' ') }))
  await page.goto('/recordings')
  const row = page.getByRole('main').getByRole('listitem').first()
  await expect(row.getByText('1:24')).toBeInViewport({ ratio: 1 })
  await expect(row.getByRole('time')).toBeInViewport({ ratio: 1 })
})
