'use client'

import { useEffect, useState } from 'react'
import { openedLinkSchema, type OpenedLink } from '#contracts/people.ts'
import { fetchJson } from '#components/api/fetch-json.ts'
import { useLinkToken } from './use-link-token.ts'

/** A link that works once, on its way from the address bar to a form. */
export type LinkState =
  | { state: 'opening' }
  | { state: 'missing' }
  | { state: 'refused'; error: unknown; retry: () => void }
  | { state: 'open'; token: string; link: OpenedLink }

/** Asks the server at `openUrl` what the link in the address bar is for. */
export function useOpenedLink(openUrl: string): LinkState {
  const token = useLinkToken()
  const [tries, setTries] = useState(0)
  const [answer, setAnswer] = useState<Answer | null>(null)
  useEffect(() => {
    if (!token) return undefined
    const abort = new AbortController()
    fetchJson(openedLinkSchema, openUrl, { json: { token }, signal: abort.signal }).then(
      (link) => setAnswer({ token, tries, link }),
      (error: unknown) => {
        if (!abort.signal.aborted) setAnswer({ token, tries, error })
      },
    )
    return () => abort.abort()
  }, [openUrl, token, tries])

  if (token === null) return { state: 'missing' }
  if (token === undefined || answer?.token !== token || answer.tries !== tries)
    return { state: 'opening' }
  if ('link' in answer) return { state: 'open', token, link: answer.link }
  const retry = () => setTries((before) => before + 1)
  return { state: 'refused', error: answer.error, retry }
}

/** `tries`: how often it had been asked again by then. */
type Answer = { token: string; tries: number } & ({ link: OpenedLink } | { error: unknown })
