/** What a caller may claim to be called by, told by the carrier itself: genuine, and hostile. */
import { expect, test } from 'vitest'
import type { Database } from '#server/storage/database.ts'
import { asCarrier, asProgram, OUR_NUMBER } from '#tests/fixtures/app-under-test.ts'
import { newSid } from '#tests/fixtures/new-call.ts'
import { useApp } from '#tests/fixtures/use-app.ts'

let database: Database
useApp({}, (opened) => {
  database = opened.database
})

const hostileNumbers = [
  `<img src=x onerror=alert(1)>"'&`,
  ']]></Stream></Connect><Hangup/><!--',
  `'; DELETE FROM calls; --`,
  '\u202E+1415555\u202C \r\nX-Header: yes',
  'W'.repeat(100),
]
const hostileName = `${'N'.repeat(8_000)}<script>alert(2)</script>`

/** Asks as the carrier does for a caller who claims to be `From`. */
function ring(callSid: string, From: string): Promise<Response> {
  const names = { Caller: From, CallerName: hostileName }
  const line = { To: OUR_NUMBER, Direction: 'inbound', CallStatus: 'ringing' }
  return asCarrier('/twiml', { CallSid: callSid, From, ...names, ...line })
}

test.each(hostileNumbers)(
  '[SEC-23] a hostile number in a genuine webhook is kept as the text that it is: %j',
  async (from) => {
    const callSid = newSid('CA')
    const answer = await ring(callSid, from)
    expect(answer.status).toBe(200)
    const elements = [...(await answer.text()).matchAll(/<(\w+)/g)].map(([, name]) => name)
    expect(elements.filter((name) => name !== 'Start' && name !== 'Recording')).toEqual([
      'Response',
      'Connect',
      'Stream',
      'Parameter',
      'Hangup',
    ])
    const asked = await asProgram('GET', `/api/calls/${callSid}`)
    expect(asked.headers.get('content-type')).toMatch(/^application\/json/)
    expect(await asked.json()).toMatchObject({ callSid, from })
  },
)

test('[SEC-23] one that begins like a formula is none in a table', async () => {
  await ring(newSid('CA'), '=HYPERLINK("https://elsewhere.example.com","Call back")')
  const table = await (await asProgram('GET', '/api/calls/export?format=csv')).text()
  expect(table).toContain(`"'=HYPERLINK(""https://elsewhere.example.com"`)
})

test.each([
  ['too long', 'W'.repeat(101)],
  ['far too long', 'W'.repeat(1_048_576)],
  ['no text', '+1415\u0000555'],
])('[SEC-23] one that no number can be is refused, and leaves no call: %s', async (_what, from) => {
  const before = await database.client.call.count()
  const refused = await ring(newSid('CA'), from)
  expect(refused.status).toBeGreaterThanOrEqual(400)
  expect(refused.status).toBeLessThan(500)
  expect(await database.client.call.count()).toBe(before)
})

test('[SEC-23] the name that comes with a number is kept nowhere', async () => {
  const callSid = newSid('CA')
  expect((await ring(callSid, '+14155550123')).status).toBe(200)
  const tables = await database.client.$queryRawUnsafe<{ name: string }[]>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`,
  )
  const holding = async (words: string) => {
    const found: string[] = []
    for (const { name } of tables) {
      const [row] = await database.client.$queryRawUnsafe<{ count: bigint }[]>(
        `SELECT count(*) AS count FROM "${name}" t WHERE strpos(t::text, $1) > 0`,
        words,
      )
      if (Number(row?.count) > 0) found.push(name)
    }
    return found
  }
  expect(await holding(callSid)).toContain('calls')
  expect(await holding('NNNNNNNN')).toEqual([])
})
