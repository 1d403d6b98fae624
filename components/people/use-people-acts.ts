'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import {
  newInvitationSchema,
  oneTimeLinkSchema,
  personSchema,
  type InvitePerson,
} from '#contracts/people.ts'
import type { Role } from '#contracts/scope.ts'
import { fetchJson, fetchNothing } from '#components/api/fetch-json.ts'
import { queryKeys } from '#components/api/query-keys.ts'
import { personUrl } from './queries.ts'

/** Invites somebody. The answer holds the link, which is nowhere else. */
export function useInvitePerson() {
  const onSettled = useReadAnew(queryKeys.invitations)
  return useMutation({
    mutationFn: (wanted: InvitePerson) =>
      fetchJson(newInvitationSchema, '/api/invitations', { json: wanted }),
    onSettled,
    gcTime: 0,
  })
}

/** Withdraws an invitation: its link opens nothing from then on. */
export function useWithdrawInvitation() {
  const onSettled = useReadAnew(queryKeys.invitations)
  return useMutation({
    mutationFn: (id: string) =>
      fetchNothing(`/api/invitations/${encodeURIComponent(id)}`, { method: 'DELETE' }),
    onSettled,
  })
}

/** Gives somebody another role, maybe oneself. */
export function useChangeRole(personId: string) {
  const readPeople = useReadAnew(queryKeys.people)
  const readMe = useReadAnew(queryKeys.me)
  return useMutation({
    mutationFn: (role: Role) =>
      fetchJson(personSchema, personUrl(personId), { method: 'PATCH', json: { role } }),
    onSettled: () => Promise.all([readPeople(), readMe()]),
  })
}

/** Removes somebody: they are signed out at once. */
export function useRemovePerson(personId: string) {
  const onSettled = useReadAnew(queryKeys.people)
  return useMutation({
    mutationFn: () => fetchNothing(personUrl(personId), { method: 'DELETE' }),
    onSettled,
  })
}

/** Makes a link with which somebody sets a new password. The answer is the only place that has it. */
export function useCreateResetLink(personId: string) {
  return useMutation({
    mutationFn: () =>
      fetchJson(oneTimeLinkSchema, `${personUrl(personId)}/reset-link`, { method: 'POST' }),
    gcTime: 0,
  })
}

/** Signs somebody out in one browser. */
export function useEndSession(personId: string) {
  const onSettled = useReadAnew(queryKeys.people)
  return useMutation({
    mutationFn: (sessionId: string) =>
      fetchNothing(`${personUrl(personId)}/sessions/${encodeURIComponent(sessionId)}`, {
        method: 'DELETE',
      }),
    onSettled,
  })
}

/** Also after a refusal, as it may mean that somebody else was quicker. */
function useReadAnew(queryKey: readonly string[]) {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey })
}
