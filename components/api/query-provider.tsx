'use client'

import { useState, type ReactNode } from 'react'
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { ProblemError } from './problem-error.ts'
import { signInAgain } from './sign-in-again.ts'
import { queryKeys } from './query-keys.ts'

/** The console's cache of what the server said. The feed keeps it fresh, so nothing is fetched twice without a reason. */
export function QueryProvider({ children }: { children: ReactNode }) {
  const [client] = useState(newQueryClient)
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>
}

function newQueryClient(): QueryClient {
  const onError = (error: unknown) => {
    signInWhenSignedOut(error)
    if (isForbidden(error)) void client.invalidateQueries({ queryKey: queryKeys.me })
  }
  const client = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: { staleTime: 60_000, refetchOnWindowFocus: false, retry: isWorthRetrying },
      mutations: { retry: false },
    },
  })
  return client
}

/** The page offered what the server refuses: the operator's role has been changed meanwhile. */
function isForbidden(error: unknown): boolean {
  return error instanceof ProblemError && error.code === 'forbidden'
}

/** Refusals stay refusals; lost connections and a server in trouble get two more chances. */
function isWorthRetrying(failures: number, error: unknown): boolean {
  const refused =
    error instanceof ProblemError && error.problem.status >= 400 && error.problem.status < 500
  return !refused && failures < 2
}

/** A session that ended elsewhere leads to the sign-in page, and back here afterwards. */
function signInWhenSignedOut(error: unknown): void {
  if (error instanceof ProblemError && error.problem.status === 401) signInAgain()
}
