import { afterEach, expect, test, vi } from 'vitest'
import { readJson } from './read-json.ts'
import { readText } from './read-text.ts'

afterEach(() => {
  vi.useRealTimers()
})

/** A body that streams needs `duplex`, which the types of browsers do not know. */
function post(body: NonNullable<RequestInit['body']>): Request {
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
    duplex: 'half',
  }
  return new Request('http://localhost:3000/', init)
}
/** Sends the parts, and then goes on for ever. */
const endless = (...parts: string[]) =>
  new ReadableStream({
    start(controller) {
      for (const part of parts) controller.enqueue(new TextEncoder().encode(part))
    },
  })

test('[HEAD-5] a body that never ends is given up after ten seconds', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const asJson = readJson(post(endless('{"a":')), 1_024)
  const asText = readText(post(endless('a=')), 1_024)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(await asJson).toMatchObject({ ok: false, problem: 'request-timeout' })
  expect(await asText).toBeNull()
})

test('[HEAD-5] a body that is too large is not read to its end', async () => {
  const read = await readJson(post(endless('x'.repeat(1_025))), 1_024)
  expect(read).toMatchObject({ ok: false, problem: 'body-too-large' })
})

test('[HEAD-7] what is not UTF-8 is refused, not mended', async () => {
  const read = await readJson(post(new Uint8Array([0x22, 0xff, 0x22])), 1_024)
  expect(read).toMatchObject({ ok: false, problem: 'bad-request' })
  expect(await readJson(post('"é"'), 1_024)).toEqual({ ok: true, value: 'é' })
})
