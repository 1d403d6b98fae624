'use client'

import { queryOptions, useQuery } from '@tanstack/react-query'
import { use } from 'react'
import { meSchema, type Me } from '#contracts/rest/operator.ts'
import type { Scope } from '#contracts/scope.ts'
import { may } from '#core/access/may.ts'
import { fetchJson } from '#components/api/fetch-json.ts'
import { queryKeys } from '#components/api/query-keys.ts'
import { MeContext } from './me-provider.tsx'

/** Asked again when the operator comes back to the window: an owner may have changed the role. */
const meQuery = queryOptions({
  queryKey: queryKeys.me,
  queryFn: ({ signal }) => fetchJson(meSchema, '/api/me', { signal }),
  staleTime: 60_000,
  refetchOnWindowFocus: true,
})

/**
 * Who is signed in, and what they may do. It decides what a page offers; the
 * server decides what happens.
 */
export function useMe(): { me: Me; may: (scope: Scope) => boolean } {
  const rendered = use(MeContext)
  if (rendered === null) throw new Error('useMe is for pages inside of MeProvider')
  const { data: me } = useQuery({ ...meQuery, initialData: rendered })
  return { me, may: (scope) => may(me.scopes, scope) }
}
