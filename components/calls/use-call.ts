'use client'

import { useMemo } from 'react'
import { useQuery } from '@tanstack/react-query'
import { ProblemError } from '#components/api/problem-error.ts'
import { mergeEvents } from '#components/feed/apply-event.ts'
import { newsSince } from '#components/feed/apply-call.ts'
import { useFeed } from '#components/feed/feed-context.ts'
import type { TranscriptLine } from '#contracts/transcript.ts'
import { mergeLines } from '#components/feed/apply-line.ts'
import { mergeTurns } from '#components/feed/apply-turn.ts'
import { useIsDeleted, useLiveCall, useLiveCalls } from '#components/feed/use-live-call.ts'
import { callEventsQuery, callQuery, transcriptQuery, turnsQuery } from './queries.ts'

/**
 * One call, by our id or by its CallSid, kept true by the feed. `isGone`: there is
 * no such call, or not any more, whatever is still remembered of it.
 */
export function useCall(idOrSid: string) {
  const { live } = useFeed()
  const calls = useLiveCalls()
  const query = useQuery(callQuery(idOrSid, live))
  const { call, told } = query.data ?? {}
  const isDeleted = useIsDeleted(call?.id)
  const isUnknown = query.error instanceof ProblemError && query.error.code === 'call-not-found'
  return {
    ...query,
    call: call && told && (newsSince(told, calls, call) ?? call),
    isGone: isDeleted || isUnknown,
  }
}

/** The transcript of a call, kept true by the feed. */
export function useTranscript(callId: string) {
  const query = useQuery(transcriptQuery(callId))
  const live = useLiveCall(callId).lines
  const stored = query.data?.items
  const lines = useMemo(() => mergeLines(stored ?? [], live).filter(hasWords), [stored, live])
  return { ...query, lines }
}

/** A cough was heard as a turn, and then turned out to have no words; what was withheld has none either, and stays as a gap. */
function hasWords(line: TranscriptLine): boolean {
  return line.state !== 'final' || line.text !== '' || line.withheld
}

/** The event log of a call, kept true by the feed. */
export function useCallEvents(callId: string) {
  const query = useQuery(callEventsQuery(callId))
  const live = useLiveCall(callId).events
  const stored = query.data
  const events = useMemo(() => mergeEvents(stored ?? [], live), [stored, live])
  return { ...query, events }
}

/** The agent's turns in a call, kept true by the feed. */
export function useTurns(callId: string) {
  const query = useQuery(turnsQuery(callId))
  const live = useLiveCall(callId).turns
  const stored = query.data?.items
  const turns = useMemo(() => mergeTurns(stored ?? [], live), [stored, live])
  return { ...query, turns }
}
