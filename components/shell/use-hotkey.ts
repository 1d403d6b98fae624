'use client'

import { useEffect, useEffectEvent } from 'react'

/**
 * Runs `fn` when `key` is pressed alone: not while somebody types, not with a
 * modifier, not under an open dialog or menu.
 */
export function useHotkey(key: string, fn: () => void): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== key || !isFreeKey(event)) return
    event.preventDefault()
    fn()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event)
    document.addEventListener('keydown', listener)
    return () => document.removeEventListener('keydown', listener)
  }, [])
}

/** Whether a key press is meant for the console and not for a control or a dialog. */
export function isFreeKey(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.repeat) {
    return false
  }
  const target = event.target instanceof Element ? event.target : null
  if (target?.closest('input, textarea, select, [contenteditable="true"], [role="combobox"]')) {
    return false
  }
  return document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"]') === null
}
