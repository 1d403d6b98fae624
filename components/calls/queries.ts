import { queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { callEventSchema, type CallEvent } from '#contracts/call-event.ts'
import { callSchema } from '#contracts/call.ts'
import { recordingSchema } from '#contracts/recording.ts'
import { transcriptLineSchema } from '#contracts/transcript.ts'
import { turnSchema } from '#contracts/turn.ts'
import { usageSchema } from '#contracts/usage.ts'
import { fetchJson } from '#components/api/fetch-json.ts'
import { queryKeys } from '#components/api/query-keys.ts'
import type { LiveStore } from '#components/feed/live-store.ts'

const items = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item) })

/** One call, by our id or by its CallSid, with what the feed had told before it was asked for. */
export const callQuery = (idOrSid: string, live: LiveStore) =>
  queryOptions({
    queryKey: queryKeys.call(idOrSid),
    queryFn: async ({ signal }) => {
      const told = live.get().calls
      return { call: await fetchJson(callSchema, address(idOrSid), { signal }), told }
    },
  })

/** The calls that are up. The feed tells of new ones. */
export const activeCallsQuery = queryOptions({
  queryKey: queryKeys.activeCalls,
  queryFn: ({ signal }) => fetchJson(items(callSchema), '/api/calls/active', { signal }),
})

/** The transcript of a call as it is stored. */
export const transcriptQuery = (callId: string) =>
  queryOptions({
    queryKey: queryKeys.transcript(callId),
    queryFn: ({ signal }) =>
      fetchJson(items(transcriptLineSchema), `${address(callId)}/transcript`, { signal }),
  })

/** The whole event log of a call as it is stored. */
export const callEventsQuery = (callId: string) =>
  queryOptions({
    queryKey: queryKeys.events(callId),
    queryFn: ({ signal }) => readAllEvents(callId, signal),
  })

/** What each response of a call consumed. */
export const usageQuery = (callId: string) =>
  queryOptions({
    queryKey: queryKeys.usage(callId),
    queryFn: ({ signal }) => fetchJson(items(usageSchema), `${address(callId)}/usage`, { signal }),
  })

/** Where the time of each of the agent's turns went. */
export const turnsQuery = (callId: string) =>
  queryOptions({
    queryKey: queryKeys.turns(callId),
    queryFn: ({ signal }) => fetchJson(items(turnSchema), `${address(callId)}/turns`, { signal }),
  })

/** The recordings of a call; deleted ones are left out. */
export const callRecordingsQuery = (callId: string) =>
  queryOptions({
    queryKey: queryKeys.callRecordings(callId),
    queryFn: ({ signal }) =>
      fetchJson(items(recordingSchema), `${address(callId)}/recordings`, { signal }),
  })

const EVENTS_PER_PAGE = 1_000

async function readAllEvents(callId: string, signal: AbortSignal): Promise<CallEvent[]> {
  const events: CallEvent[] = []
  for (;;) {
    const afterSeq = events.at(-1)?.seq ?? 0
    const url = `${address(callId)}/events?afterSeq=${afterSeq}&limit=${EVENTS_PER_PAGE}`
    const page = await fetchJson(items(callEventSchema), url, { signal })
    events.push(...page.items)
    if (page.items.length < EVENTS_PER_PAGE) return events
  }
}

function address(idOrSid: string): string {
  return `/api/calls/${encodeURIComponent(idOrSid)}`
}
