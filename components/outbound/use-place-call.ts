'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { callSchema, type Call, type PlaceCall } from '#contracts/call.ts'
import { fetchJson } from '#components/api/fetch-json.ts'
import { problemOf } from '#components/api/problem-error.ts'
import { queryKeys } from '#components/api/query-keys.ts'

/**
 * Dials. The call stands among the active ones as soon as the server has
 * answered. A request that got no answer is repeated under the same key, so
 * that trying again cannot dial twice.
 */
export function usePlaceCall() {
  const client = useQueryClient()
  const attempt = useRef<{ body: string; key: string } | null>(null)
  return useMutation({
    mutationFn: (request: PlaceCall) => {
      const body = JSON.stringify(request)
      if (attempt.current?.body !== body) attempt.current = { body, key: newKey() }
      const { key } = attempt.current
      return fetchJson(callSchema, '/api/calls', {
        json: request,
        headers: { 'idempotency-key': key },
      })
    },
    onSuccess: (call) => {
      attempt.current = null
      client.setQueryData<ActiveCalls>(queryKeys.activeCalls, (active) => withCall(active, call))
    },
    onError: (error) => {
      const wasAnswered = problemOf(error).status !== 0
      if (wasAnswered) attempt.current = null
    },
  })
}

/** What `GET /api/calls/active` answers. */
type ActiveCalls = { items: Call[] }

function withCall(active: ActiveCalls | undefined, call: Call): ActiveCalls {
  const others = (active?.items ?? []).filter(({ id }) => id !== call.id)
  return { items: [...others, call] }
}

/** 128 random bits. `crypto.randomUUID` exists only on pages served by https or from this machine. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
