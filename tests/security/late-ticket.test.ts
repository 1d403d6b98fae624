import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { openDatabase } from '#server/storage/database.ts'
import { hashOf } from '#server/storage/ticket-hash.ts'
import { attacked } from './attack.ts'
import { outcome, startFrame } from './signed-start.ts'

const { callSid, ticket, mintedMs } = attacked.unused

// Waited for here, and not in the test: vitest begins with the files whose tests
// take longest, and this one should come when most of the minute is over.
await wait(Math.max(0, mintedMs + 60_001 - Date.now()))

test('[SEC-21] a ticket that nobody has used opens nothing after a minute', async () => {
  expect(await outcome(startFrame(ticket, callSid))).toBe(1008)
  await using database = openDatabase(attacked.databaseUrl)
  // Housekeeping may have swept it by now.
  const kept = await database.client.streamTicket.findUnique({ where: { hash: hashOf(ticket) } })
  expect(kept?.usedAt ?? null).toBeNull()
  expect(await database.client.call.findUnique({ where: { callSid } })).toMatchObject({
    streamCount: 0,
    endReason: null,
  })
})
