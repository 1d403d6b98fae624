import { createHash } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { scopeSchema, type Scope } from '#contracts/scope.ts'
import { newKey } from '#server/auth/new-key.ts'
import { said } from '#tests/fixtures/call-with-all.ts'
import { fetchApp } from '#tests/fixtures/app-routes.ts'
import { asProgram, ORIGIN, problemOf, signedInAs } from '#tests/fixtures/app-under-test.ts'
import { exportsUnderTest, unzip } from '#tests/fixtures/exports-under-test.ts'
import { newCall, newSid } from '#tests/fixtures/new-call.ts'

let house: Awaited<ReturnType<typeof exportsUnderTest>>
beforeAll(async () => void (house = await exportsUnderTest()))
afterAll(() => house[Symbol.asyncDispose]())

const text = (files: Map<string, Buffer>, name: string) => files.get(name)?.toString('utf8') ?? ''
const saved = (response: Response) => response.headers.get('content-disposition') ?? ''

/** Posts a form as a page of the console submits it. */
function submit(address: string, form: Record<string, string>, headers: Record<string, string>) {
  return fetchApp(address, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams(form).toString(),
  })
}

async function keyFor(scopes: readonly Scope[]) {
  const { secret, prefix, hash } = newKey()
  const expiresAt = new Date(Date.now() + 86_400_000)
  const row = { name: 'Key', prefix, hash, scopes, perMinute: 100_000, expiresAt }
  await house.stores.apiKeys.create({ ...row, createdById: null })
  return { 'x-api-key': secret }
}

async function entries(action: string, subject?: string) {
  const { items } = await house.stores.audit.list({ limit: 200 })
  return items.filter(
    (e) => e.action === action && (subject === undefined || e.subject === subject),
  )
}

describe('a transcript', () => {
  test.each([
    ['txt', 'text/plain; charset=utf-8'],
    ['json', 'application/json'],
    ['csv', 'text/csv; charset=utf-8; header=present'],
    ['vtt', 'text/vtt; charset=utf-8'],
    ['srt', 'application/x-subrip; charset=utf-8'],
  ])('[EXPORT-5] is a file as %s, and its reading is entered', async (format, type) => {
    const { callId } = await house.callWithSound()
    const response = await asProgram(
      'GET',
      `/api/calls/${callId}/transcript/export?format=${format}`,
    )
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe(type)
    expect(saved(response)).toMatch(
      new RegExp(
        `^attachment; filename="\\d{4}-\\d\\d-\\d\\d-\\d{4}-\\+14155550123-${callId}\\.${format}"$`,
      ),
    )
    expect(await response.text()).toContain(said)
    expect(await entries('exportTranscript', callId)).toHaveLength(1)
  })

  test('[EXPORT-5] of no call, or in no such format, is refused in words', async () => {
    const unknown = await asProgram('GET', '/api/calls/nobody/transcript/export')
    expect(await problemOf(unknown)).toMatchObject({ status: 404, code: 'call-not-found' })
    const odd = await asProgram('GET', '/api/calls/nobody/transcript/export?format=docx')
    expect(await problemOf(odd)).toMatchObject({ status: 400, code: 'bad-request' })
  })

  test('[EXPORT-4] a caller whose number is anything at all names one file', async () => {
    const from = 'sip:../../"x"\r\nset-cookie: a=1@é'
    const { callId } = await house.callWithSound({ direction: 'inbound', from })
    const response = await asProgram('GET', `/api/calls/${callId}/export`)
    expect(saved(response)).not.toMatch(/[\r\n/\\]/)
    expect(saved(response)).toContain("filename*=UTF-8''")
    await response.body?.cancel()
    const selected = await submit('/api/calls/export', { callIds: callId }, await keyFor(['admin']))
    for (const name of (await unzip(selected)).keys()) {
      expect(name).toMatch(/^(?:README\.txt|SHA256SUMS|[^/\\]+\/[\w.-]+)$/)
      expect(name).not.toMatch(/^\.|\.\.\//)
    }
  })
})

describe('the zip of a call', () => {
  test('[EXPORT-6] holds all there is of it, with the sum of each file', async () => {
    const call = await house.callWithSound()
    const response = await asProgram('GET', `/api/calls/${call.callId}/export`)
    expect(response.headers.get('content-type')).toBe('application/zip')
    const files = await unzip(response)
    expect([...files.keys()]).toEqual([
      'call.json',
      ...['txt', 'json', 'csv', 'vtt', 'srt'].map((format) => `transcript.${format}`),
      'events.json',
      'turns.json',
      'usage.json',
      'recordings.json',
      `recording-${call.recordingSid}.wav`,
      'README.txt',
      'SHA256SUMS',
    ])
    const told = async (path: string): Promise<unknown> => {
      const answered = await asProgram('GET', `/api/calls/${call.callId}${path}`)
      return answered.json()
    }
    expect(JSON.parse(text(files, 'call.json'))).toEqual(await told(''))
    expect(JSON.parse(text(files, 'events.json'))).toEqual(await told('/events'))
    expect(JSON.parse(text(files, 'recordings.json'))).toEqual(await told('/recordings'))
    expect(new Uint8Array(files.get(`recording-${call.recordingSid}.wav`)!)).toEqual(call.wav)
    expect(text(files, 'README.txt')).toContain('as it should be\n  nothing\n')
    const sums = [...files]
      .filter(([name]) => name !== 'SHA256SUMS')
      .map(([name, bytes]) => {
        return `${createHash('sha256').update(bytes).digest('hex')}  ${name}\n`
      })
    expect(text(files, 'SHA256SUMS')).toBe(sums.join(''))
    expect(await entries('exportCall', call.callId)).toHaveLength(1)
  })

  test('[EXPORT-7] names a recording whose file has vanished, and is whole all the same', async () => {
    const call = await house.callWithSound()
    const other = newSid('RL')
    const startedAt = new Date()
    const news = { recordingSid: other, callId: call.callId, channels: 2, startedAt }
    await house.stores.recordings.announce({ ...news, source: 'relay', state: 'importing' })
    await rm(join(house.folder, `${call.recordingSid}.wav`))
    const files = await unzip(await asProgram('GET', `/api/calls/${call.callId}/export`))
    expect([...files.keys()].filter((name) => name.endsWith('.wav'))).toEqual([])
    expect(text(files, 'README.txt')).toContain(`recording-${call.recordingSid}.wav is not in here`)
    expect(text(files, 'README.txt')).toContain(`recording-${other}.wav is not in here`)
    expect(text(files, 'SHA256SUMS')).toContain('  README.txt\n')
  })

  test('[EXPORT-7] keeps the beginning of one that breaks off, and says so', async () => {
    const call = await house.callWithSound({}, 60)
    house.read.breakAt = house.read.bytes + 400_000
    const files = await unzip(await asProgram('GET', `/api/calls/${call.callId}/export`))
    house.read.breakAt = Number.POSITIVE_INFINITY
    const wav = files.get(`recording-${call.recordingSid}.wav`)!
    expect(wav.length).toBeLessThan(call.wav.length)
    expect(text(files, 'README.txt')).toContain('broke off')
  })

  test('[EXPORT-7] says so when a file is not what was kept', async () => {
    const call = await house.callWithSound()
    await house.stretch(call.recordingSid, 1_000)
    const files = await unzip(await asProgram('GET', `/api/calls/${call.callId}/export`))
    expect(text(files, 'README.txt')).toContain('is not what was kept')
  })

  test('[EXPORT-8] has nothing of what was deleted', async () => {
    const call = await house.callWithSound()
    const address = `/api/calls/${call.callId}`
    const asked = { callId: call.callId, cause: 'asked', requestedBy: 'Ada' } as const
    const { recordingSid } = call
    await house.stores.deletions.request(
      [
        { ...asked, kind: 'recording', recordingSid },
        { ...asked, kind: 'transcript', recordingSid: null },
      ],
      new Date(),
    )
    const files = await unzip(await asProgram('GET', `${address}/export`))
    expect([...files.keys()].filter((name) => name.endsWith('.wav'))).toEqual([])
    for (const bytes of files.values()) expect(bytes.includes(said)).toBe(false)
    expect(text(files, 'recordings.json')).not.toContain(call.recordingSid)
  })

  test('[EXPORT-9] is for those who may both read calls and hear recordings', async () => {
    const { callId } = await house.callWithSound()
    const address = `/api/calls/${callId}/export`
    for (const scope of scopeSchema.options) {
      const response = await fetchApp(address, { headers: await keyFor([scope]) })
      expect([scope, response.status]).toEqual([scope, scope === 'admin' ? 200 : 403])
      await response.body?.cancel()
    }
    const both = await fetchApp(address, {
      headers: await keyFor(['calls:read', 'recordings:read']),
    })
    expect(both.status).toBe(200)
    await both.body?.cancel()
  })

  test('[EXPORT-10] is read as fast as it is taken, and no further once its taker has left', async () => {
    const call = await house.callWithSound()
    const size = await house.stretch(call.recordingSid, 7_200 * 16_000)
    const before = house.read.bytes
    const response = await asProgram('GET', `/api/calls/${call.callId}/export`)
    const reader = response.body!.getReader()
    for (let taken = 0; taken < 1_000_000;) taken += (await reader.read()).value!.byteLength
    const small = await house.callWithSound()
    await unzip(await asProgram('GET', `/api/calls/${small.callId}/export`))
    await reader.cancel()
    const readBytes = house.read.bytes - before
    expect(readBytes).toBeGreaterThan(900_000)
    expect(readBytes).toBeLessThan(size / 4)
    const after = house.read.bytes
    await unzip(await asProgram('GET', `/api/calls/${small.callId}/export`))
    expect(house.read.bytes - after).toBeLessThan(1_000_000)
  })

  test('[EXPORT-10] two hours of sound go through without being held in memory', async () => {
    const call = await house.callWithSound()
    const size = await house.stretch(call.recordingSid, 7_200 * 32_000)
    const used = () => {
      const { heapUsed, external } = process.memoryUsage()
      return heapUsed + external
    }
    const before = used()
    let [taken, most] = [0, 0]
    const response = await asProgram('GET', `/api/calls/${call.callId}/export`)
    for await (const piece of response.body!) {
      taken += piece.byteLength
      most = Math.max(most, used() - before)
    }
    expect(taken).toBeGreaterThan(size)
    expect(most).toBeLessThan(size / 2)
  })
})

describe('several calls', () => {
  test('[EXPORT-11] lie in a folder each, those that are unknown are named, and each has its entry', async () => {
    const [one, two] = [await house.callWithSound(), await house.callWithSound()]
    const callIds = ` ${one.callId}, ${two.callSid} ,nobody,${one.callId},${one.callSid}`
    const cookie = await signedInAs('viewer')
    const response = await submit('/api/calls/export', { callIds }, { cookie, origin: ORIGIN })
    expect(saved(response)).toMatch(/^attachment; filename="calls-\d{4}-\d\d-\d\d\.zip"$/)
    const files = await unzip(response)
    const folders = new Set(
      [...files.keys()].filter((n) => n.includes('/')).map((n) => n.split('/')[0]),
    )
    expect([...folders].map((folder) => folder?.slice(-one.callId.length))).toEqual([
      one.callId,
      two.callId,
    ])
    expect([...files.keys()].filter((name) => name.endsWith('.wav'))).toHaveLength(2)
    expect(text(files, 'README.txt')).toContain('Holds: 2 calls')
    expect(text(files, 'README.txt')).toContain('There is no call nobody')
    for (const { callId } of [one, two]) {
      expect(await entries('exportCall', callId)).toHaveLength(1)
    }
  })

  test('[EXPORT-11] none, more than 500 and what is no form are refused', async () => {
    const key = await keyFor(['admin'])
    const many = Array.from({ length: 501 }, (_, at) => `call-${at}`).join(',')
    for (const callIds of ['', ',', 'x'.repeat(101), many]) {
      const refused = await submit('/api/calls/export', { callIds }, key)
      expect(await problemOf(refused)).toMatchObject({ status: 400 })
    }
    const twice = await fetchApp('/api/calls/export', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...key },
      body: 'callIds=a&callIds=b',
    })
    expect(await problemOf(twice)).toMatchObject({ status: 400 })
    const asJson = await asProgram('POST', '/api/calls/export', { body: { callIds: 'a' } })
    expect(await problemOf(asJson)).toMatchObject({ status: 415 })
  })

  test('[EXPORT-12] are given to a form of our own pages, and to none from elsewhere', async () => {
    const cookie = await signedInAs('owner')
    const { callId } = await house.callWithSound()
    for (const [address, form] of [
      ['/api/calls/export', { callIds: callId }],
      ['/api/holdings/export', { number: '+14155550123' }],
    ] as const) {
      const own = await submit(address, form, { cookie, origin: ORIGIN })
      expect(own.status).toBe(200)
      await own.body?.cancel()
      for (const origin of ['https://evil.example.com', 'null']) {
        expect((await submit(address, form, { cookie, origin })).status).toBe(403)
      }
      expect((await submit(address, form, { cookie })).status).toBe(403)
    }
  })
})

describe('everything on a number', () => {
  test('[EXPORT-13] holds every call with it and no other, for an owner, and no log has the number', async () => {
    const number = '+14155550777'
    const mine = [
      await house.callWithSound({ to: number }),
      await house.callWithSound({ direction: 'inbound', from: number, to: '+14155550100' }),
    ]
    await house.callWithSound()
    const cookie = await signedInAs('owner')
    const response = await submit('/api/holdings/export', { number }, { cookie, origin: ORIGIN })
    expect(saved(response)).not.toContain('777')
    const files = await unzip(response)
    expect(JSON.parse(text(files, 'holdings.json'))).toMatchObject({
      number,
      calls: 2,
      recordings: 2,
    })
    const ids = [...files]
      .filter(([name]) => name.endsWith('/call.json'))
      .map(([, bytes]) => {
        return (JSON.parse(bytes.toString('utf8')) as { id: string }).id
      })
    expect(ids).toEqual(mine.map(({ callId }) => callId))
    expect(JSON.stringify(await entries('exportHoldings'))).not.toContain(number)
    const operator = await signedInAs('operator')
    const refused = await submit(
      '/api/holdings/export',
      { number },
      { cookie: operator, origin: ORIGIN },
    )
    expect(refused.status).toBe(403)
  })
})

describe('the calls of a list', () => {
  test('[EXPORT-14] are a table of all that its filters show, over all pages, newest first', async () => {
    const agentName = '=cmd|"/c calc"!A1'
    for (let at = 0; at < 205; at += 1) {
      await house.stores.calls.create(
        newCall({ callSid: newSid('CA'), to: '+442071838750', agentName }),
      )
    }
    const address = '/api/calls/export?number=%2B442071838750'
    const csv = await (await asProgram('GET', address)).text()
    const rows = csv.trimEnd().split('\r\n')
    expect(rows).toHaveLength(206)
    expect(rows[1]).toContain(`"'=cmd|""/c calc""!A1"`)
    const response = await asProgram('GET', `${address}&format=json`)
    expect(saved(response)).toMatch(/filename="calls-\d{4}-\d\d-\d\d\.json"$/)
    const { items } = (await response.json()) as { items: { id: string; createdAt: string }[] }
    expect(items).toHaveLength(205)
    expect(items.map(({ id }) => id)).toEqual(rows.slice(1).map((row) => row.split(',')[0]))
    const times = items.map(({ createdAt }) => createdAt)
    expect(times).toEqual(times.toSorted().toReversed())
  })

  test('[EXPORT-14] of no calls are a table without rows', async () => {
    const address = '/api/calls/export?number=%2B99999999999'
    expect((await (await asProgram('GET', address)).text()).split('\r\n')).toHaveLength(2)
    expect(await (await asProgram('GET', `${address}&format=json`)).json()).toEqual({ items: [] })
  })

  test('[EXPORT-14] a filter that cannot be is refused before anything is sent', async () => {
    const address = '/api/calls/export?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z'
    expect(await problemOf(await asProgram('GET', address))).toMatchObject({ status: 400 })
  })
})

test('[EXPORT-15] without the relay a zip with sound is refused before it begins, one without is not', async () => {
  await using away = await exportsUnderTest()
  const call = await away.callWithSound()
  const bare = await away.callWithSound({ isBare: true })
  away.stopRelay()
  const refused = await asProgram('GET', `/api/calls/${call.callId}/export`)
  expect(await problemOf(refused)).toMatchObject({ status: 503, code: 'relay-unreachable' })
  expect((await unzip(await asProgram('GET', `/api/calls/${bare.callId}/export`))).size).toBe(12)
})
