'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { recoveryCodesSchema, totpSetupSchema, type ChangePassword } from '#contracts/people.ts'
import { fetchJson, fetchNothing } from '#components/api/fetch-json.ts'
import { queryKeys } from '#components/api/query-keys.ts'

/** Changes one's own password. Every other session ends by it. */
export function useChangePassword() {
  const onSuccess = useReadAnew()
  return useMutation({
    mutationFn: (change: ChangePassword) => fetchNothing('/api/me/password', { json: change }),
    onSuccess,
    gcTime: 0,
  })
}

/** Asks for the secret of a second factor; nothing is in force yet. */
export function useBeginTotp() {
  return useMutation({
    mutationFn: (password: string) =>
      fetchJson(totpSetupSchema, '/api/me/totp', { json: { password } }),
    gcTime: 0,
  })
}

/** Puts the second factor in force by its first code; answers the recovery codes. */
export function useConfirmTotp() {
  const onSuccess = useReadAnew()
  return useMutation({
    mutationFn: (code: string) =>
      fetchJson(recoveryCodesSchema, '/api/me/totp/confirm', { json: { code } }),
    onSuccess,
    gcTime: 0,
  })
}

/** Gives the second factor up. */
export function useRemoveTotp() {
  const onSuccess = useReadAnew()
  return useMutation({
    mutationFn: (password: string) =>
      fetchNothing('/api/me/totp', { method: 'DELETE', json: { password } }),
    onSuccess,
    gcTime: 0,
  })
}

/** Signs oneself out in another browser. */
export function useEndOwnSession() {
  const onSettled = useReadAnew()
  return useMutation({
    mutationFn: (sessionId: string) =>
      fetchNothing(`/api/me/sessions/${encodeURIComponent(sessionId)}`, { method: 'DELETE' }),
    onSettled,
  })
}

/** Who one is, and with it where one is signed in. */
function useReadAnew() {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: queryKeys.me })
}
