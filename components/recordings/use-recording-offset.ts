'use client'

import { useQuery } from '@tanstack/react-query'
import { z } from 'zod'
import { callEventSchema } from '#contracts/call-event.ts'
import type { Recording } from '#contracts/recording.ts'
import { fetchJson } from '#components/api/fetch-json.ts'
import { queryKeys } from '#components/api/query-keys.ts'
import { recordingOffsetMs } from './player-time.ts'

/**
 * How long after the call's media stream the recording began, in ms, so that
 * transcript lines, which count from the stream, find their place in the sound.
 * Zero until it is known.
 */
export function useRecordingOffset({ callId, startedAt }: Recording): number {
  const { data } = useQuery({
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
  })
  return recordingOffsetMs(startedAt, data ?? null)
}

/** A stream starts among the first entries of a call's log. */
const FIRST_EVENTS = 50

const eventListSchema = z.object({ items: z.array(callEventSchema) })
