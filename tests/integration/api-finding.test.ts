import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findCallAudio } from '#server/calls/find-call-audio.ts'
import { fetchApp, routeFiles } from '#tests/fixtures/app-routes.ts'
import {
  appUnderTest,
  asProgram,
  fromPage,
  ORIGIN,
  problemOf,
  signedInAs,
  type AppUnderTest,
} from '#tests/fixtures/app-under-test.ts'
import { newCall, newSid } from '#tests/fixtures/new-call.ts'
import nextConfig from '../../next.config.ts'

let app: AppUnderTest
beforeAll(async () => {
  app = await appUnderTest()
})
afterAll(() => app[Symbol.asyncDispose]())

describe('the list of calls', () => {
  test.each([
    ['from=yesterday', 'from'],
    ['from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z', 'to'],
    ['from=2026-01-01T00:00:00Z&to=2026-01-01T00:00:00Z', 'to'],
    ['minSeconds=20&maxSeconds=10', 'maxSeconds'],
    ['minSeconds=-1', 'minSeconds'],
    ['minSeconds=ten', 'minSeconds'],
    ['number=4', 'number'],
    ['number=abc', 'number'],
    ['number=%2544', 'number'],
    ['status=gone', 'status'],
    ['endReason=boredom', 'endReason'],
    ['direction=sideways', 'direction'],
    ['hasRecording=yes', 'hasRecording'],
    ['tag=%2Ctag', 'tag'],
    ['text=%20', 'text'],
    ['text=%3F%21', 'text'],
    [`text=${'x'.repeat(201)}`, 'text'],
    ['cursor=nonsense', 'cursor'],
    [
      `cursor=${Buffer.from('["2026-01-01T00:00:00.000Z","\';--"]').toString('base64url')}`,
      'cursor',
    ],
    ['limit=0', 'limit'],
    ['limit=201', 'limit'],
  ])('[FIND-13] %s is refused, and %s is named', async (query, name) => {
    const response = await asProgram('GET', `/api/calls?${query}`)
    expect(response.status).toBe(400)
    expect((await problemOf(response)).errors?.map(({ path }) => path)).toContain(name)
  })
})

describe('tags and views', () => {
  test('calls are tagged and found by their tag', async () => {
    const { call } = await app.ctx.stores.calls.create(newCall())
    const body = { callIds: [call.id], add: [' VIP '], remove: ['old'] }
    const tagged = await asProgram('POST', '/api/calls/tags', { body })
    expect(await tagged.json()).toMatchObject({ items: [{ id: call.id, tags: ['vip'] }] })
    expect(await (await asProgram('GET', '/api/calls/tags')).json()).toEqual({
      items: [{ tag: 'vip', calls: 1 }],
    })
    const listed = await asProgram('GET', '/api/calls?tag=vip')
    expect(await listed.json()).toMatchObject({ items: [{ id: call.id, hits: [] }] })
  })

  test('a view is saved, listed and forgotten by its owner', async () => {
    const cookie = await signedInAs('viewer')
    const view = { name: 'Busy today', query: 'status=busy', columns: ['number', 'started'] }
    const saved = (await (await fromPage('/api/views', view, { cookie })).json()) as { id: string }
    expect(saved).toMatchObject(view)
    const forget = (headers: { cookie: string }) =>
      fetchApp(`/api/views/${saved.id}`, {
        method: 'DELETE',
        headers: { ...headers, origin: ORIGIN },
      })
    const other = await signedInAs('operator')
    expect((await forget({ cookie: other })).status).toBe(404)
    const listed = await fetchApp('/api/views', { headers: { cookie } })
    expect(await listed.json()).toEqual({ items: [saved] })
    expect((await forget({ cookie })).status).toBe(204)
  })
})

describe('the audio of a call', () => {
  test('[FIND-14] is that of its own recording, else the longest that is ready; or it is said why there is none', async () => {
    const { stores } = app.ctx
    const { call } = await stores.calls.create(newCall())
    const path = `/api/calls/${call.id}/audio`
    expect((await problemOf(await asProgram('GET', path))).type).toContain('recording-not-found')
    const base = { callId: call.id, channels: 2, startedAt: new Date() }
    const announced = newSid('RE')
    await stores.recordings.announce({ ...base, recordingSid: announced, state: 'importing' })
    expect((await problemOf(await asProgram('GET', path))).type).toContain('recording-not-ready')
    expect((await asProgram('GET', '/api/calls/nobody/audio')).status).toBe(404)
    const ready = async (source: 'relay' | 'carrier', durationMs: number) => {
      const recordingSid = newSid('RE')
      await stores.recordings.announce({ ...base, recordingSid, source, state: 'importing' })
      await stores.recordings.markReady(recordingSid, { ...file, durationMs })
      return recordingSid
    }
    await ready('carrier', 5_000)
    const longest = await ready('carrier', 9_000)
    const best = () => findCallAudio(app.ctx, call.callSid ?? '')
    expect(await best()).toEqual({ ok: true, recordingSid: longest })
    const ours = await ready('relay', 8_000)
    expect(await best()).toEqual({ ok: true, recordingSid: ours })
  })
})

const file = {
  location: 'file.wav',
  bytes: 1_000,
  sha256: 'a'.repeat(64),
  channels: 2,
  contentType: 'audio/wav',
}

describe('the earlier addresses', () => {
  test('[FIND-15] each leads to a route that is there', async () => {
    const rewrites = await nextConfig.rewrites?.()
    const earlier = rewrites !== undefined && 'beforeFiles' in rewrites ? rewrites.beforeFiles : []
    const routes = routeFiles().map(({ address }) => address.replaceAll(/\[(\w+)\]/g, ':$1'))
    expect(earlier?.map(({ source }) => source)).toEqual(
      expect.arrayContaining([
        '/history',
        '/history/:id',
        '/history/:id/transcript',
        '/history/:id/audio',
        '/storage/stats',
      ]),
    )
    for (const { destination } of earlier ?? []) expect(routes).toContain(destination)
  })
})
