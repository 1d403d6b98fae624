'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'

/**
 * While `active`, asks before the page is left: by closing or reloading it (in
 * the browser's words), by a link, or by the back button where the browser lets
 * a page ask.
 */
export function UnsavedGuard({ active, what }: { active: boolean; what: string }) {
  const router = useRouter()
  const [leave, setLeave] = useState<{ go(): void } | null>(null)
  useEffect(() => {
    if (!active) return undefined
    const watching = new AbortController()
    const { signal } = watching
    window.addEventListener('beforeunload', (event) => event.preventDefault(), { signal })
    const onClick = (event: MouseEvent) => {
      const href = leadsAway(event)
      if (href === null) return
      event.preventDefault()
      event.stopPropagation()
      setLeave({ go: () => router.push(href) })
    }
    document.addEventListener('click', onClick, { capture: true, signal })
    guardTraversal((go) => setLeave({ go }), signal)
    return () => watching.abort()
  }, [active, router])
  return (
    <ConfirmDialog
      open={leave !== null}
      onOpenChange={(open) => !open && setLeave(null)}
      title="Leave without saving?"
      description={`Your changes to ${what} are not saved yet. They are lost when you leave.`}
      confirmLabel="Leave without saving"
      cancelLabel="Stay"
      danger
      onConfirm={() => {
        setLeave(null)
        leave?.go()
      }}
    />
  )
}

/** The address in this app that a plain click on a link leads to; null when the page stays. */
function leadsAway(event: MouseEvent): string | null {
  const isPlain =
    event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
  const link = event.target instanceof Element ? event.target.closest('a[href]') : null
  if (!isPlain || !(link instanceof HTMLAnchorElement)) return null
  if (link.target === '_blank' || link.hasAttribute('download')) return null
  const isHere = link.origin === window.location.origin
  if (!isHere || link.pathname === window.location.pathname) return null
  return link.pathname + link.search + link.hash
}

/** Back and forward, where the browser has the Navigation API and lets a page ask. */
function guardTraversal(ask: (go: () => void) => void, signal: AbortSignal) {
  if (!('navigation' in window)) return
  const { navigation } = window
  let letThrough = false
  navigation.addEventListener(
    'navigate',
    (event) => {
      if (event.navigationType !== 'traverse' || !event.cancelable || letThrough) return
      event.preventDefault()
      const { key } = event.destination
      ask(() => {
        letThrough = true
        navigation.traverseTo(key)
      })
    },
    { signal },
  )
}
