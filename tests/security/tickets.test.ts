import { expect, test } from 'vitest'
import { ticketOf } from '#tests/setup/ticket-of.ts'
import { attacked } from './attack.ts'
import { outcome, startFrame } from './signed-start.ts'

const refused = 1008

test('[SEC-17] a ticket opens the stream of its own call and account, once', async () => {
  const [mine, other] = [`CA${'4'.repeat(32)}`, `CA${'5'.repeat(32)}`]
  const ticket = await ticketOf(mine, attacked)
  const theirs = await ticketOf(other, attacked)
  expect(ticket.length).toBeGreaterThanOrEqual(43)
  expect(await outcome(startFrame(ticket, other))).toBe(refused)
  expect(await outcome(startFrame(theirs, mine))).toBe(refused)
  expect(await outcome(startFrame(ticket, mine, `AC${'9'.repeat(32)}`))).toBe(refused)
  // The model answers nothing here, so a stream that is let in may soon end, but not as refused.
  expect(await outcome(startFrame(ticket, mine))).not.toBe(refused)
  expect(await outcome(startFrame(ticket, mine))).toBe(refused)
})
