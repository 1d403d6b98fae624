'use client'

import { useEffect } from 'react'
import { isFreeKey } from './use-hotkey.ts'

/** After `g`, the second key must follow within this time. */
const SECOND_KEY_WITHIN_MS = 1_500

/**
 * `g` and a second key go to a place of the navigation; `/` goes to the page's
 * search box. It clicks the navigation's own link, so that whatever guards
 * links (unsaved changes) guards the keys as well.
 */
export function useGoKeys(): void {
  useEffect(() => {
    let pressedGAtMs = -Infinity
    const onKey = (event: KeyboardEvent) => {
      if (!isFreeKey(event)) return
      const isSecond = event.timeStamp - pressedGAtMs < SECOND_KEY_WITHIN_MS
      pressedGAtMs = event.key === 'g' ? event.timeStamp : -Infinity
      const target = isSecond ? navLink(event.key) : event.key === '/' ? searchBox() : null
      if (!target) return
      event.preventDefault()
      if (isSecond) target.click()
      else target.focus()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
}

function navLink(key: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`a[data-nav-key="${CSS.escape(key)}"]`)
}

/** The page's first search or filter box. */
function searchBox(): HTMLElement | null {
  return document.querySelector<HTMLElement>('main input[type="search"]')
}
