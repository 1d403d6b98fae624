'use client'

import { useQuery } from '@tanstack/react-query'
import { z } from 'zod'
import { callEventSchema } from '#contracts/call-event.ts'
import type { Recording } from '#contracts/recording.ts'
import { fetchJson } from '#components/api/fetch-json.ts'
import { queryKeys } from '#components/api/query-keys.ts'

/**
 * When a call's media stream began, for recordings that do not say themselves
 * where they lie on its clock. `at` is null where the log does not tell it.
 */
export function useStreamStart(callId: string, recordings: readonly Recording[]) {
  const isNeeded = recordings.some(({ state, startMs }) => state === 'ready' && startMs === null)
  const { data, isPending } = useQuery({
    queryKey: [...queryKeys.events(callId), 'stream-start'],
    queryFn: ({ signal }) =>
      fetchJson(
        eventListSchema,
        `/api/calls/${encodeURIComponent(callId)}/events?limit=${String(FIRST_EVENTS)}`,
        { signal },
      ),
    select: ({ items }) =>
      items.find(({ source, type }) => source === 'carrier' && type === 'start')?.at ?? null,
    staleTime: Infinity,
    enabled: isNeeded,
  })
  return { at: data ?? null, isKnown: !isNeeded || !isPending }
}

/** A stream starts among the first entries of a call's log. */
const FIRST_EVENTS = 50

const eventListSchema = z.object({ items: z.array(callEventSchema) })
