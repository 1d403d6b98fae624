import { queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { invitationSchema, personSchema } from '#contracts/people.ts'
import { sessionListSchema } from '#components/account/queries.ts'
import { fetchJson } from '#components/api/fetch-json.ts'
import { queryKeys } from '#components/api/query-keys.ts'

const peopleSchema = z.object({ items: z.array(personSchema) })
const invitationListSchema = z.object({ items: z.array(invitationSchema) })

/** Everybody who may sign in. Asked again when one comes back from sending a link: they may be in. */
export const peopleQuery = queryOptions({
  queryKey: queryKeys.people,
  queryFn: ({ signal }) => fetchJson(peopleSchema, '/api/people', { signal }),
  select: ({ items }) => items,
  staleTime: 0,
  refetchOnWindowFocus: true,
})

/** The invitations that nobody has accepted yet. */
export const invitationsQuery = queryOptions({
  queryKey: queryKeys.invitations,
  queryFn: ({ signal }) => fetchJson(invitationListSchema, '/api/invitations', { signal }),
  select: ({ items }) => items,
  staleTime: 0,
  refetchOnWindowFocus: true,
})

/** Where somebody is signed in. */
export const personSessionsQuery = (personId: string) =>
  queryOptions({
    queryKey: queryKeys.personSessions(personId),
    queryFn: ({ signal }) =>
      fetchJson(sessionListSchema, `${personUrl(personId)}/sessions`, { signal }),
    select: ({ items }) => items,
    staleTime: 0,
  })

/** The address of one operator. */
export function personUrl(personId: string): string {
  return `/api/people/${encodeURIComponent(personId)}`
}
