'use client'

import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { agentsQuery } from '#components/agents/queries.ts'
import { apiKeysQuery } from '#components/keys/queries.ts'
import { peopleQuery } from '#components/people/queries.ts'

/** What agents, keys and people are called today, by their ids. Those that are gone have no name. */
export function useSubjectNames(): ReadonlyMap<string, string> {
  const { data: agents } = useQuery(agentsQuery)
  const { data: keys } = useQuery(apiKeysQuery)
  const { data: people } = useQuery(peopleQuery)
  return useMemo(() => {
    const named = [...(agents ?? []), ...(keys ?? []), ...(people ?? [])]
    return new Map(named.map(({ id, name }) => [id, name]))
  }, [agents, keys, people])
}
