import { QueryClient } from '@tanstack/react-query'
import { expect, test, vi } from 'vitest'
import { applyCall, newsSince } from '#components/feed/apply-call.ts'
import { createLiveStore } from '#components/feed/live-store.ts'
import { exampleCall } from '#tests/fixtures/example-call.ts'
import { callQuery } from './queries.ts'

test('[FEED-18] a call that is read again is shown as read, but for what the feed tells while it is', async () => {
  const live = createLiveStore()
  const tell = (over: Parameters<typeof exampleCall>[0]) =>
    live.update((state) => ({ ...state, calls: applyCall(state.calls, exampleCall(over)) }))
  const client = new QueryClient()
  const read = () => client.fetchQuery({ ...callQuery('call_1', live), retry: false })
  tell({ status: 'completed' })
  const fetch = vi.spyOn(globalThis, 'fetch')
  fetch.mockImplementation(async () => Response.json(exampleCall({ tags: ['vip'] })))
  const { call, told } = await read()
  expect(call.tags).toEqual(['vip'])
  expect(newsSince(told, live.get().calls, call)).toBeNull()
  fetch.mockImplementation(async () => {
    tell({ legalHold: true })
    return Response.json(exampleCall({ tags: ['vip'] }))
  })
  const again = await read()
  expect(newsSince(again.told, live.get().calls, again.call)).toMatchObject({ legalHold: true })
  client.clear()
})
