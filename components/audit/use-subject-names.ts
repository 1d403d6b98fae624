'use client'

import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { agentsQuery } from '#components/agents/queries.ts'
import { apiKeysQuery } from '#components/keys/queries.ts'

/** What agents and keys are called today, by their ids. Those that are gone have no name. */
export function useSubjectNames(): ReadonlyMap<string, string> {
  const { data: agents } = useQuery(agentsQuery)
  const { data: keys } = useQuery(apiKeysQuery)
  return useMemo(
    () => new Map([...(agents ?? []), ...(keys ?? [])].map(({ id, name }) => [id, name])),
    [agents, keys],
  )
}
